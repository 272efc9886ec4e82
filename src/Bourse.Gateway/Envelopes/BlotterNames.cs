using System.Globalization;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Gateway.Envelopes;

/// <summary>The names of accounts and instruments, read from the blotter as far as they are asked for.</summary>
internal sealed class BlotterNames(string blotter) : IDisposable
{
    private readonly ExchangeNames _names = new(new ExchangeState());
    private JournalReader? _reader;
    private JournalCursor? _cursor;

    /// <summary>An account's name; its number when it has none.</summary>
    public string Account(int number) => NameOf(_names.AccountName, number);

    /// <summary>An instrument's symbol; its number when it is not listed.</summary>
    public string Symbol(int number) => NameOf(_names.Symbol, number);

    public void Dispose()
    {
        _cursor?.Dispose();
        _reader?.Dispose();
    }

    private string NameOf(Func<int, string> names, int number)
    {
        if (names(number).Length == 0)
            ReadOn();
        return names(number) is { Length: > 0 } name ? name : number.ToString(CultureInfo.InvariantCulture);
    }

    private void ReadOn()
    {
        if (_cursor is null)
        {
            if (!Directory.Exists(blotter))
                return;
            _reader = JournalReader.Open(blotter);
            _cursor = _reader.OpenCursor(_reader.FirstSequence);
        }

        while (_cursor.TryRead(out var record))
            _names.Take(new BlotterRecord((EventType)record.Type, record.Payload));
    }
}
