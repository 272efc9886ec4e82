using Bourse.Journal;
using Bourse.Records;
using Bourse.Tests.Engine;
using Bourse.Tests.Exchange;

namespace Bourse.Tests.Records;

/// <summary>An exchange that a random flow of one profile has gone through, and who writes its records.</summary>
internal sealed class WrittenExchange : IDisposable
{
    private readonly FlowingEngine _exchange;

    public WrittenExchange(string profile, int seed, int commands) => _exchange = new FlowingEngine(
        Folder, ExchangeProfile.All.Single(one => one.Name == profile), seed, commands);

    public EngineFolder Folder { get; } = new();

    public JournalReader Orders => _exchange.Engine.Orders.Reader;

    public JournalReader Blotter => _exchange.Engine.Blotter.Reader;

    /// <summary>What the books must be.</summary>
    public NaiveRecords Naive() => new(Orders, Blotter);

    public BlotterProjection Projection(int batchRecords = 1000) => new(Orders, Blotter, batchRecords);

    public void Write(RecordsDatabase database)
    {
        using var writer = RecordsWriter.Open(database);
        Write(writer, database.Options.BatchRecords);
    }

    /// <summary>Writes from where the database is to the blotter's end.</summary>
    public void Write(RecordsWriter writer, int batchRecords)
    {
        using var projection = Projection(batchRecords);
        var position = writer.PositionOf(projection.Name);
        projection.Begin(writer, position);
        for (var next = projection.Write(writer, position); next != position; next = projection.Write(writer, position))
            position = next;
        Assert.Equal(Blotter.LastSequence, position);
    }

    public void Dispose()
    {
        _exchange.Dispose();
        Folder.Dispose();
    }
}
