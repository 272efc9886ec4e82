using Bourse.Market;

namespace Bourse.Bots;

/// <summary>An open order of a bot. Price in ticks, quantities in lots.</summary>
internal readonly record struct BotOrder(long Id, Side Side, long Price, long Open, long Filled);
