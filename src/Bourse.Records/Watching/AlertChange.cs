namespace Bourse.Records;

/// <summary>What an event of the tape did to an alert: it fired, or the value has come back.</summary>
/// <param name="Alert">In whose terms; its version says whether they are still those of the records.</param>
/// <param name="HasFired">True when it fired, false when it is ready again.</param>
/// <param name="Value">What was seen, in 10⁻⁸.</param>
/// <param name="TapeSequence">The event. Changes come in the tape's order.</param>
/// <param name="Time">The venue's, nanoseconds since 1970.</param>
public readonly record struct AlertChange(Alert Alert, bool HasFired, long Value, long TapeSequence, long Time);
