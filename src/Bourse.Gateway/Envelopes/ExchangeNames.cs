using System.Globalization;
using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Gateway.Envelopes;

/// <summary>The names of accounts and instruments, read from the blotter as far as they are asked for.</summary>
internal sealed class ExchangeNames(string blotter) : IDisposable
{
    private readonly Dictionary<int, string> _accounts = [];
    private readonly Dictionary<int, string> _symbols = [];
    private JournalReader? _reader;
    private JournalCursor? _cursor;

    /// <summary>An account's name; its number when it has none.</summary>
    public string Account(int number) => NameIn(_accounts, number);

    /// <summary>An instrument's symbol; its number when it is not listed.</summary>
    public string Symbol(int number) => NameIn(_symbols, number);

    public void Dispose()
    {
        _cursor?.Dispose();
        _reader?.Dispose();
    }

    private string NameIn(Dictionary<int, string> names, int number)
    {
        if (names.TryGetValue(number, out var name))
            return name;
        ReadOn();
        return names.TryGetValue(number, out name) ? name : number.ToString(CultureInfo.InvariantCulture);
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
        {
            var told = new BlotterRecord((EventType)record.Type, record.Payload);
            if (told.Type == EventType.AccountOpened)
                _accounts[told.Header.Account] = told.As<AccountOpened>().Name.ToString();
            else if (told.Type == EventType.InstrumentSet)
                _symbols[told.As<InstrumentSet>().Instrument] = told.As<InstrumentSet>().Symbol.ToString();
        }
    }
}
