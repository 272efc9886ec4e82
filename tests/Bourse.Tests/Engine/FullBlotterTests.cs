using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Tests.Exchange;

namespace Bourse.Tests.Engine;

/// <summary>A disk that has room for the orders, and none for the blotter.</summary>
public sealed class FullBlotterTests : IDisposable
{
    private readonly EngineFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_blotter_holds_up_no_answer_of_a_durable_command()
    {
        var disk = new SimulatedDisk(new DiskImage(), new Random(1));
        using var engine = Bourse.Engine.Engine.Open(
            new EngineOptions(), _folder.Orders with { IsDriven = true },
            _folder.Blotter with { IsDriven = true, SegmentBytes = JournalOptions.SegmentBytesMin }, _folder.Clock, disk);
        engine.Blotter.Stage();
        engine.Orders.Stage();
        disk.IsFull = true;
        var given = new List<Task<Answer>>();
        while (engine.Trouble is null)
        {
            given.Add(Open(engine, given.Count));
            engine.Turn();
            engine.Orders.Flush();
        }

        for (var turn = 0; turn < 3; turn++)
            engine.Turn();
        var taken = given[..(int)engine.Counters.CarriedOut];
        var answers = await Task.WhenAll(taken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.All(answers, answer => Assert.Equal(Outcome.Accepted, answer.Outcome));

        disk.IsFull = false;
        engine.Blotter.Stage();
        for (var turn = 0; turn < 3; turn++)
            engine.Turn();
        Assert.Null(engine.Trouble);
        Assert.Equal(taken.Count, engine.Blotter.LastSequence);
    }

    private static Task<Answer> Open(Bourse.Engine.Engine engine, int number) => engine.Submit(
        CommandType.OpenAccount, RunningEngine.Bytes(new OpenAccount { Name = Text40.Of($"account {number}") })).AsTask();
}
