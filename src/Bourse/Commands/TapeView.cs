using Bourse.Journal;
using Bourse.Output;
using Bourse.Ticks;

namespace Bourse.Commands;

/// <summary>
/// A data directory's tape, read into memory by this process alone: it works while a server writes the same tape, and
/// without one.
/// </summary>
internal sealed class TapeView : IDisposable
{
    private TapeView(JournalReader tape, TickStore store) => (Tape, Store) = (tape, store);

    public JournalReader Tape { get; }

    public TickStore Store { get; }

    /// <summary>Reads the tape up to its present end; null, with a sentence on standard error, when there is none.</summary>
    public static TapeView? Open(string dataDirectory)
    {
        var folder = DataDirectory.TapeIn(dataDirectory);
        if (!Directory.Exists(folder))
        {
            Screen.Fail($"there is no tape in '{folder}'; 'bourse serve' or 'bourse load' makes one.");
            return null;
        }

        try
        {
            var tape = JournalReader.Open(folder);
            var store = new TickStore(new TickOptions());
            using var cursor = tape.OpenCursor(tape.FirstSequence);
            while (cursor.TryRead(out var record))
                store.Apply(record);
            return new TapeView(tape, store);
        }
        catch (Exception fault) when (fault is JournalException or IOException or UnauthorizedAccessException)
        {
            Screen.Fail($"the tape in '{folder}' cannot be read: {fault.Message}");
            return null;
        }
    }

    /// <summary>The instruments of "BHP" or "ASX:BHP"; empty, with a sentence on standard error, when there are none.</summary>
    public InstrumentTicks[] Named(string symbol)
    {
        var instruments = Store.Named(symbol.ToUpperInvariant());
        if (instruments.Length == 0)
            Screen.Fail($"no instrument is called '{symbol}'; 'bourse symbols' lists them.");
        return instruments;
    }

    public void Dispose() => Tape.Dispose();
}
