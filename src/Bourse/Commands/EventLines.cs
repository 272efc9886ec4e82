using System.Buffers;
using Bourse.Gateway.Envelopes;
using Bourse.Journal;

namespace Bourse.Commands;

/// <summary>Prints the records of a journal as other systems are told of them; those they are not told of not at all.</summary>
internal sealed class EventLines : IDisposable
{
    private readonly EnvelopeSource _source;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Stream _output = Console.OpenStandardOutput();

    private EventLines(EnvelopeSource source) => _source = source;

    /// <exception cref="IOException">The folder is none of a journal that has events.</exception>
    public static EventLines Of(string folder) => EnvelopeSource.Of(folder) is { } source
        ? new EventLines(source)
        : throw new IOException($"{folder}: only the journals tape, orders and blotter have events.");

    public void Print(in JournalRecord record)
    {
        _line.ResetWrittenCount();
        if (!_source.TryWrite(record, _line))
            return;
        _line.Write("\n"u8);
        _output.Write(_line.WrittenSpan);
    }

    public void Dispose() => _source.Dispose();
}
