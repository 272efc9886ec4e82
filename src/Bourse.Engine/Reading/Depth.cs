using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Engine;

/// <summary>The best levels of a book at one moment: after the command of that sequence. Units of 10⁻⁸.</summary>
public sealed record Depth(
    string Symbol, long Sequence, Timestamp Time, IReadOnlyList<DepthLevel> Bids, IReadOnlyList<DepthLevel> Asks);
