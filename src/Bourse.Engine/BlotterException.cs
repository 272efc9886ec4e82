namespace Bourse.Engine;

/// <summary>
/// The blotter is not what the orders journal says it must be: it was made by another program or changed, or is of
/// other orders. Nothing on disk was changed.
/// </summary>
public sealed class BlotterException(string message) : Exception(message);
