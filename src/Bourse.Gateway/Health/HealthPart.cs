namespace Bourse.Gateway.Health;

/// <summary>A part of the program that can say how it is.</summary>
/// <param name="Name">As it appears in the answer: "tape", "ticks", "feeds".</param>
/// <param name="Read">Quick, and may be called on any thread at any time.</param>
public sealed record HealthPart(string Name, Func<PartHealth> Read);
