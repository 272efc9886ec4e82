using Bourse.Records;
using Bourse.Tests.Exchange;

namespace Bourse.Tests.Records;

/// <summary>What the books are, on whatever database they are kept.</summary>
public abstract class RecordsContract(RecordsPlace place)
{
    public static TheoryData<string, int> Flows =>
    [
        .. ExchangeProfile.All.Select((profile, i) => new TheoryDataRow<string, int>(profile.Name, 7458 + i)),
    ];

    [Theory, MemberData(nameof(Flows))]
    public void The_books_are_what_the_blotter_says(string profile, int seed)
    {
        using var exchange = new WrittenExchange(profile, seed, 500);
        var database = place.Empty(batchRecords: 300);
        exchange.Write(database);
        Assert.Equal(exchange.Naive().Text(), RecordsText.Of(database));
    }

    [Fact]
    public void Batches_of_any_size_make_the_same_books()
    {
        using var exchange = new WrittenExchange("three instruments", 20140310, 300);
        var expected = exchange.Naive().Text();
        foreach (var batchRecords in new[] { 1, 7, 1000 })
        {
            var database = place.Empty(batchRecords);
            exchange.Write(database);
            Assert.Equal(expected, RecordsText.Of(database));
        }
    }

    [Theory, MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Cut_at_any_statement_they_end_the_same(int seed)
    {
        using var exchange = new WrittenExchange("groups", seed, 300);
        var (database, random) = (place.Empty(batchRecords: 40), new Random(seed));
        var cuts = 0;
        for (var isDone = false; !isDone;)
        {
            var statementsLeft = random.Next(1, 30);
            try
            {
                using var writer = RecordsWriter.Open(database, rows => new CutRows(rows, () => --statementsLeft == 0));
                exchange.Write(writer, database.Options.BatchRecords);
                isDone = true;
            }
            catch (CutException)
            {
                cuts++;
            }
        }

        Assert.True(cuts > 3, $"{cuts} cuts show little.");
        Assert.Equal(exchange.Naive().Text(), RecordsText.Of(database));
    }

    [Fact]
    public void Of_two_writers_one_is_told_that_it_is_too_late()
    {
        using var exchange = new WrittenExchange("plain", 1, 100);
        var database = place.Empty(batchRecords: 10);
        using var first = RecordsWriter.Open(database);
        using var projection = exchange.Projection(batchRecords: 10);
        projection.Begin(first, 0);
        exchange.Write(database);
        var told = Assert.Throws<ReaderConflictException>(() => projection.Write(first, 0));
        Assert.Contains("Another program", told.Message, StringComparison.Ordinal);
        Assert.Equal(exchange.Naive().Text(), RecordsText.Of(database));
    }

    [Fact]
    public void Two_exchanges_are_never_mixed()
    {
        var database = place.Empty();
        using (var exchange = new WrittenExchange("plain", 1, 100))
            exchange.Write(database);
        using var another = new WrittenExchange("plain", 1, 200);
        var told = Assert.Throws<ReaderConflictException>(() => another.Write(database));
        Assert.Contains("another exchange", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_ahead_of_the_blotter_are_refused()
    {
        using var exchange = new WrittenExchange("plain", 1, 100);
        var database = place.Empty();
        exchange.Write(database);
        using var writer = RecordsWriter.Open(database);
        using var projection = exchange.Projection();
        var told = Assert.Throws<ReaderConflictException>(() => projection.Begin(writer, exchange.Blotter.LastSequence + 1));
        Assert.Contains("another course", told.Message, StringComparison.Ordinal);
    }

    private sealed class CutException : Exception;

    private sealed class CutRows(RowWriter rows, Func<bool> isCut) : RowWriter
    {
        public override void Add<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> given)
        {
            Cut();
            rows.Add(table, given);
        }

        public override void Put<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> given)
        {
            rows.Put(table, given);
            Cut();
        }

        private void Cut()
        {
            if (isCut())
                throw new CutException();
        }
    }
}
