namespace Bourse.Gateway.Watching;

/// <summary>An event that alerts look at.</summary>
/// <param name="Sequence">The tape's.</param>
/// <param name="Time">The venue's, nanoseconds since 1970.</param>
/// <param name="IsPast">Read again to fill windows only: nothing fires.</param>
internal readonly record struct Sighting(long Sequence, long Time, bool IsPast);
