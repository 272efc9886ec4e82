namespace Bourse.Records;

/// <summary>
/// What the records say does not fit what is to be written: another program writes them, or they are another exchange's.
/// Trying again does not help.
/// </summary>
public sealed class ReaderConflictException(string message) : Exception(message);
