using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>Σ price × size in one currency, each instrument on the day of its latest trade.</summary>
public sealed record Turnover(string Currency, Notional Notional);
