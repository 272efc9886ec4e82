using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tests.Exchange;

namespace Bourse.Tests.Engine;

/// <summary>The exchange as it was at a moment, from its orders.</summary>
public sealed class HistoryTests : IDisposable
{
    private const int Commands = 300;
    private const int SnapshotEvery = 37;

    private readonly EngineFolder _folder = new();

    private string Orders => _folder.Orders.Directory;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void At_every_sequence_it_is_as_it_was_then(int seed)
    {
        var profile = ExchangeProfile.All.Single(one => one.Name == "fees") with { Options = new ExchangeOptions() };
        var naive = new NaiveExchange(profile.Options);
        var (state, page) = (new ExchangeState(), new BlotterPage());
        var then = new List<(ulong Hash, Timestamp Time, int OpenOrders)>();
        using (var journal = JournalWriter.Open(_folder.Orders with { Durability = Durability.Os }))
        {
            foreach (var step in Preparation.Steps(profile.Terms, profile.Money, profile.Goods))
                Apply(step, journal);

            // Random flows count their orders from here on.
            while (journal.LastSequence < Lines.FirstId)
                Apply(ExchangeStep.Of(CommandType.PassTime, default(PassTime)), journal);
            var flow = new ExchangeFlow(profile, seed, naive);
            for (var i = 0; i < Commands; i++)
                Apply(flow.Next(), journal);
        }

        for (var sequence = 1; sequence <= then.Count; sequence += sequence <= Lines.FirstId - 10 ? 10 : 1)
        {
            var view = ExchangeHistory.At(Orders, sequence);
            Assert.Equal(sequence, view.LastSequence);
            Assert.Equal(then[sequence - 1], (view.StateHash(), view.Time, view.OpenOrders));
            if (sequence % SnapshotEvery == 0)
                Keep(view);
            var shorter = ExchangeHistory.At(Orders, sequence, _folder.Snapshots);
            Assert.Equal(then[sequence - 1], (shorter.StateHash(), shorter.Time, shorter.OpenOrders));
            Assert.Equal(view.BlotterSequence, shorter.BlotterSequence);
        }

        Assert.Contains(then, one => one.OpenOrders > 5);

        void Keep(EngineView view)
        {
            using var orders = JournalReader.Open(Orders);
            new SnapshotFolder(_folder.Snapshots).Write(view.State, SnapshotStamp.Of(view, orders, orders), kept: 2);
        }

        void Apply(ExchangeStep step, JournalWriter journal)
        {
            var time = Math.Max(step.Header.Time.Nanoseconds, state.Time.Nanoseconds);
            var header = step.Header with { Sequence = journal.LastSequence + 1, Time = new Timestamp(time) };
            journal.Append((ushort)header.Type, header.Version, time, step.Payload);
            naive.Apply(step with { Header = header });
            page.Clear();
            state.Apply(header, step.Payload, page);
            then.Add((state.StateHash(), state.Time, state.OpenOrders));
        }
    }

    [Fact]
    public void At_a_time_between_two_commands_it_is_as_the_earlier_left_it_beside_a_running_engine_too()
    {
        using var engine = _folder.Start().Prepare();
        var sell = Later(() => engine.Place(2, Side.Sell, 10, 100));
        var buy = Later(() => engine.Place(3, Side.Buy, 4, 100));

        var between = ExchangeHistory.At(Orders, buy.Time.AddNanoseconds(-1));
        Assert.Equal((sell.Sequence, sell.Time), (between.LastSequence, between.Time));
        Assert.Equal(10 * RunningEngine.One, Assert.Single(between.Walk.OrdersOf(2)).Open);
        Assert.Empty(between.PortfolioOf(3)!.Positions);

        var at = ExchangeHistory.At(Orders, buy.Time);
        Assert.Equal(buy.Sequence, at.LastSequence);
        Assert.Equal(6 * RunningEngine.One, Assert.Single(at.Walk.OrdersOf(2)).Open);
        Assert.Equal(4 * RunningEngine.One, Assert.Single(at.PortfolioOf(3)!.Positions).Quantity);
        Assert.Equal(engine.Ask(view => view.StateHash()), at.StateHash());
        Assert.Equal(at.StateHash(), ExchangeHistory.At(Orders, Timestamp.MaxValue).StateHash());
    }

    [Fact]
    public void Of_several_commands_of_one_time_the_last_counts()
    {
        using var engine = _folder.Start().Prepare();
        var last = engine.Place(2, Side.Sell, 10, 100);
        Assert.Equal(last.Sequence, ExchangeHistory.At(Orders, last.Time).LastSequence);
    }

    [Fact]
    public void A_moment_at_which_there_was_no_exchange_is_refused()
    {
        Assert.Throws<JournalException>(() => ExchangeHistory.At(Orders, 1));
        JournalWriter.Open(_folder.Orders).Dispose();
        Refused("no orders yet", () => ExchangeHistory.At(Orders, 1));
        Refused("no orders yet", () => ExchangeHistory.At(Orders, Timestamp.MaxValue));
        using var engine = _folder.Start().Prepare();
        var last = engine.Place(2, Side.Sell, 10, 100);
        Refused($"from 1 to {last.Sequence}", () => ExchangeHistory.At(Orders, last.Sequence + 1));
        Refused("no sequence 0", () => ExchangeHistory.At(Orders, 0));
        Refused("the first command is of 2026-01-05", () => ExchangeHistory.At(Orders, Timestamp.FromCivil(2026, 1, 4)));
    }

    private static void Refused(string why, Func<EngineView> ask) =>
        Assert.Contains(why, Assert.Throws<MomentException>(ask).Message, StringComparison.Ordinal);

    private Answer Later(Func<Answer> place)
    {
        _folder.Clock.Advance(TimeSpan.FromSeconds(1));
        return place();
    }
}
