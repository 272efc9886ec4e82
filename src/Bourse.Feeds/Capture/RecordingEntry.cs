using Bourse.Market;

namespace Bourse.Feeds.Capture;

/// <summary>One thing that passed between us and a venue.</summary>
/// <param name="Connection">Which connection of the recording; "" before the first.</param>
/// <param name="Time">When it was sent or received, on the recorder's clock.</param>
/// <param name="Address">Of a request, a connection or a frame sent; "" otherwise.</param>
/// <param name="Bytes">The frame or the body, as it was on the wire.</param>
/// <param name="IsBinary">The frame was binary; else it is UTF-8 text.</param>
public sealed record RecordingEntry(
    RecordingEntryKind Kind, string Connection, Timestamp Time, string Address, byte[] Bytes, bool IsBinary = false);
