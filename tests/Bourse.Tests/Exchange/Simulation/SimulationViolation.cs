namespace Bourse.Tests.Exchange;

/// <summary>Something happened in a simulation that must never happen.</summary>
internal sealed class SimulationViolation(string message) : Exception(message);
