using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Bourse.Exchange;
using Bourse.Gateway.Envelopes;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Tests.Gateway;

/// <summary>What other systems are told, against the lines of docs/formats/envelopes.md.</summary>
public sealed class EnvelopeTests : IDisposable
{
    private const string Document = "docs/formats/envelopes.md";
    private const long One = 100_000_000;
    private static readonly Timestamp Start = Timestamp.Parse("2026-11-21T10:00:00Z");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bourse-envelopes-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("tape", "market_data")]
    [InlineData("orders", "trade_orders")]
    [InlineData("blotter", "trade_executed")]
    public void A_journal_is_told_as_the_document_has_it(string journal, string schema)
    {
        Write();
        Assert.Equal(Golden(schema), Lines(journal, 1));
    }

    [Theory]
    [InlineData("tape", "market_data")]
    [InlineData("orders", "trade_orders")]
    [InlineData("blotter", "trade_executed")]
    public void What_a_line_says_does_not_depend_on_where_reading_begins(string journal, string schema)
    {
        Write();
        using var reader = JournalReader.Open(PathOf(journal));
        var last = Golden(schema)[^1];
        for (var from = reader.LastSequence; from >= reader.FirstSequence; from--)
            if (Lines(journal, from) is [.., var line])
                Assert.Equal(last, line);
    }

    // A reader that was written when the file was must find every field it knows, with the same kind of value.
    [Theory]
    [InlineData("tape", "market_data")]
    [InlineData("orders", "trade_orders")]
    [InlineData("blotter", "trade_executed")]
    public void Nothing_that_version_1_had_is_gone(string journal, string schema)
    {
        Write();
        var then = File.ReadAllLines(Checkout.PathOf($"tests/Bourse.Tests/Gateway/Envelopes/{schema}.1.0.jsonl"));
        var now = Lines(journal, 1);
        Assert.Equal(then.Length, now.Count);
        foreach (var (old, line) in then.Zip(now))
        {
            using var before = JsonDocument.Parse(old);
            using var after = JsonDocument.Parse(line);
            AssertHas(before.RootElement, after.RootElement);
        }
    }

    [Fact]
    public void A_stop_is_told_with_what_it_waits_for_and_when_it_is_triggered()
    {
        using (var orders = Open("orders"))
        {
            var stop = new PlaceOrder { Account = 2, Instrument = 1, Side = Side.Sell, Kind = OrderKind.TrailingStop, TrailRate = 25_000 };
            orders.Append((ushort)CommandType.PlaceOrder, 1, Start.Nanoseconds, MemoryMarshal.AsBytes(new ReadOnlySpan<PlaceOrder>(in stop)));
            orders.Commit();
        }

        using (var blotter = Open("blotter"))
        {
            var told = new OrderTriggered { OrderId = 90, Side = Side.Sell, StopPrice = 98 * One, TriggerPrice = 97 * One, Open = One };
            blotter.Append((ushort)EventType.OrderTriggered, 1, Start.Nanoseconds, MemoryMarshal.AsBytes(new ReadOnlySpan<OrderTriggered>(in told)));
            blotter.Commit();
        }

        Assert.Contains("\"orderType\":\"TRAILING_STOP\"", Lines("orders", 1)[0], StringComparison.Ordinal);
        Assert.Contains("\"trailPercent\":2.5", Lines("orders", 1)[0], StringComparison.Ordinal);
        Assert.Contains("\"status\":\"TRIGGERED\",\"stopPrice\":98,\"triggerPrice\":97", Lines("blotter", 1)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_three_journals_have_events() => Assert.Null(EnvelopeSource.Of(PathOf("other")));

    [Fact]
    public void Orders_are_told_by_numbers_while_there_is_no_blotter()
    {
        Write();
        Directory.Delete(PathOf("blotter"), recursive: true);
        Assert.Contains("\"userId\":\"2\",\"symbol\":\"1\"", Lines("orders", 1)[0], StringComparison.Ordinal);
    }

    private static void AssertHas(JsonElement before, JsonElement after)
    {
        Assert.Equal(before.ValueKind, after.ValueKind);
        if (before.ValueKind == JsonValueKind.Object)
            foreach (var property in before.EnumerateObject())
            {
                Assert.True(after.TryGetProperty(property.Name, out var value), $"'{property.Name}' is gone.");
                if (property.Name != "schemaVersion")
                    AssertHas(property.Value, value);
            }
        else
            Assert.Equal(before.GetRawText(), after.GetRawText());
    }

    private static string[] Golden(string schema)
    {
        var text = File.ReadAllText(Checkout.PathOf(Document));
        var block = Assert.Single(text.Split("```"), block => block.StartsWith($"jsonl {schema}\n", StringComparison.Ordinal));
        return block.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    private List<string> Lines(string journal, long from)
    {
        using var source = EnvelopeSource.Of(PathOf(journal));
        using var reader = JournalReader.Open(PathOf(journal));
        using var cursor = reader.OpenCursor(from);
        var lines = new List<string>();
        while (cursor.TryRead(out var record))
        {
            var line = new ArrayBufferWriter<byte>();
            if (source!.TryWrite(record, line))
                lines.Add(Encoding.UTF8.GetString(line.WrittenSpan));
        }

        return lines;
    }

    private string PathOf(string journal) => Path.Combine(_folder.FullName, journal);

    private JournalWriter Open(string journal) => JournalWriter.Open(
        new JournalOptions { Directory = PathOf(journal), SegmentBytes = 1 << 16, Durability = Durability.Os });

    private void Write()
    {
        WriteTape();
        WriteExchange();
    }

    private void WriteTape()
    {
        using var tape = Open("tape");
        var payload = new byte[InstrumentDefinition.BytesMax];
        var instrument = new Instrument
        {
            Id = new InstrumentId(1),
            Venue = new Venue(1, "ASX", "Australian Securities Exchange", "Australia/Sydney"),
            Symbol = "BHP",
            Name = "BHP Billiton",
            Currency = "AUD",
            TickSize = new Price(One / 1000),
            LotSize = new Quantity(One),
        };
        var bytes = InstrumentDefinition.Write(payload, instrument);
        tape.Append((ushort)MarketEventType.InstrumentDefinition, 1, Start.Nanoseconds, payload.AsSpan(0, bytes));
        foreach (var side in new[] { Side.Unknown, Side.Sell })
        {
            var header = new EventHeader { Instrument = instrument.Id, VenueTime = Start.AddNanoseconds(-1_234_567), Side = side };
            new Trade(header, Price.Parse("36.667"), new Quantity(200 * One)).Write(payload);
            tape.Append((ushort)MarketEventType.Trade, 1, Start.Nanoseconds, payload.AsSpan(0, Trade.Bytes));
        }

        tape.Commit();
    }

    private void WriteExchange()
    {
        using var orders = Open("orders");
        using var blotter = Open("blotter");
        var exchange = new ExchangeState();
        var page = new BlotterPage();
        Do(CommandType.AddAsset, new AddAsset { Name = Text16.Of("USD") });
        Do(CommandType.AddAsset, new AddAsset { Name = Text16.Of("BTC") });
        Do(CommandType.ListInstrument, new ListInstrument
        {
            Symbol = Text32.Of("BTC-USD"),
            BaseAsset = 2,
            QuoteAsset = 1,
            Terms = new InstrumentTerms { Tick = One / 100, Lot = One / 1000, TakerRate = 1000, Protection = 100_000 },
        });
        Do(CommandType.OpenAccount, new OpenAccount { Name = Text40.Of("ada") });
        Do(CommandType.OpenAccount, new OpenAccount { Name = Text40.Of("bob") });
        Do(CommandType.Deposit, new Transfer { Account = 2, Asset = 1, Amount = 100_000 * One });
        Do(CommandType.Deposit, new Transfer { Account = 3, Asset = 2, Amount = One });
        var buy = new PlaceOrder { Account = 2, Instrument = 1, Side = Side.Buy, Price = 60_000 * One, Quantity = One / 2, ClientId = Text40.Of("a-1") };
        var sell = new PlaceOrder { Account = 3, Instrument = 1, Side = Side.Sell, Price = 59_999 * One, Quantity = One, Lifetime = Lifetime.ImmediateOrCancel };
        Do(CommandType.PlaceOrder, buy);
        Do(CommandType.PlaceOrder, sell);
        Do(CommandType.PlaceOrder, sell);
        Do(CommandType.PlaceOrder, buy with { Quantity = 0, Price = 0, Notional = 100 * One, Kind = OrderKind.Market, ClientId = default });
        orders.Commit();
        blotter.Commit();

        void Do<T>(CommandType type, T command)
            where T : unmanaged
        {
            var payload = MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in command));
            var time = Start.AddNanoseconds(orders.LastSequence * Timestamp.PerMillisecond);
            var sequence = orders.Append((ushort)type, CommandHeader.LayoutVersion, time.Nanoseconds, payload);
            page.Clear();
            exchange.Apply(new CommandHeader(sequence, time, type), payload, page);
            foreach (var told in page)
                blotter.Append((ushort)told.Type, 1, time.Nanoseconds, told.Bytes);
        }
    }
}
