using Bourse.Journal;

namespace Bourse.Tests.Journal;

/// <summary>
/// Random appends, rolls, syncs and deletions, each round ended by a power cut after which any unsynced sector may be
/// old or new: what was acknowledged is there, and what is there is a prefix of what was appended.
/// </summary>
public sealed class PowerCutTests
{
    private const int Rounds = 60;

    public static TheoryData<int, Durability> Runs()
    {
        var runs = new TheoryData<int, Durability>();
        foreach (var durability in Enum.GetValues<Durability>())
        {
            for (var seed = 1; seed <= 4; seed++)
                runs.Add(seed, durability);
        }
        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_power_cut_loses_nothing_that_was_promised(int seed, Durability durability)
    {
        var random = new Random(seed);
        var folder = new JournalFolder();
        var promised = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var last = Recover(folder, promised);
            var next = new JournalFolder();
            promised = Work(folder, next, random, durability, last);
            folder.Dispose();
            folder = next;
        }
        Recover(folder, promised);
        folder.Dispose();
    }

    // Opens and checks the journal, cutting first what an operator may cut without loss; returns its last sequence.
    private static long Recover(JournalFolder folder, long promised)
    {
        try
        {
            folder.Open().Dispose();
        }
        catch (JournalCorruptException damage)
        {
            Assert.True(damage.IsAboveDurable, damage.Message);
            Assert.True(damage.Sequence > promised, damage.Message);
            JournalTruncation.CutAfter(folder.Path, damage.Sequence - 1);
            folder.Open().Dispose();
        }
        var sequences = folder.ReadAll();
        var report = folder.Verify();
        Assert.True(report.IsSound, report.FirstFault?.ToString());
        Assert.True(report.LastSequence >= promised, $"{promised} was promised, {report.LastSequence} is there.");
        Assert.Equal(JournalFolder.Range(report.FirstSequence, report.LastSequence), sequences);
        return report.LastSequence;
    }

    private static long Work(
        JournalFolder folder, JournalFolder next, Random random, Durability durability, long last)
    {
        var files = FaultyFiles.Over(folder.Path);
        using var writer = JournalWriter.Open(folder.Options with { Durability = durability, FlushMillis = 1 }, files);
        Assert.Equal(last, writer.LastSequence);
        for (var batch = random.Next(12); batch > 0; batch--)
        {
            JournalFolder.Append(writer, random.Next(40));
            if (random.Next(8) == 0)
                writer.DeleteBefore(writer.LastSequence - 100);
            if (random.Next(3) == 0)
                Thread.Yield();
        }
        // With the level Os nothing that was appended now is promised to survive this.
        var promised = durability == Durability.Os ? last : writer.DurableSequence;
        files.CutPower(next.Path, random);
        return promised;
    }
}
