namespace Bourse.Benches.Feeds;

/// <summary>What one way of reading a recording achieved.</summary>
internal readonly record struct FeedFigures(double PerSecond, double BytesPerMessage);
