using System.Globalization;
using System.Runtime;
using Bourse.Engine;
using Bourse.Journal;
using Bourse.SecondProcess;

// A second process for the journal's tests:
//   write <folder> <durability> <step>   appends until it is killed, before that step if it is not 0
//   read <folder> <count>                reads so many records as they come, and prints each sequence
//   fill <folder>                        goes through a full disk and back
//   golden <folder>                      appends the records of the golden journal
//   replay <orders> <blotter> <culture>  carries out an exchange's orders again and compares the blotter
const int smallSegmentBytes = 4096;
const int goldenRecords = 150;

var options = new JournalOptions
{
    Directory = args[1], SegmentBytes = smallSegmentBytes, Durability = Durability.Os, RetryMillis = 5, FlushMillis = 1,
};
switch (args[0])
{
    case "write":
        Write(Enum.Parse<Durability>(args[2]), Number(args[3]));
        break;
    case "read":
        Read(Number(args[2]));
        break;
    case "fill":
        Fill();
        break;
    case "golden":
        Golden();
        break;
    case "replay":
        Replay(args[2], args[3]);
        break;
    default:
        throw new ArgumentException($"There is no mode {args[0]}.");
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

void Write(Durability durability, int diesBefore)
{
    var random = new Random(diesBefore);
    using var writer = JournalWriter.Open(options with { Durability = durability }, new MortalFiles(diesBefore));
    while (true)
    {
        RecordPattern.Append(writer, random.Next(1, 20));
        Console.WriteLine(writer.DurableSequence);
        Console.Out.Flush();
        if (diesBefore > 0 && random.Next(20) == 0)
            writer.DeleteBefore(writer.LastSequence - 500);
    }
}

void Read(int count)
{
    using var reader = JournalReader.Open(options.Directory);
    using var cursor = reader.OpenCursor(1);
    for (var read = 0; read < count; read++)
    {
        if (!cursor.Wait(WaitStrategy.Block, TimeSpan.FromSeconds(30)) || !cursor.TryRead(out var record))
            throw new TimeoutException($"Record {cursor.NextSequence} did not come.");
        if (!record.Payload.SequenceEqual(RecordPattern.PayloadOf(record.Sequence)))
            throw new InvalidDataException($"Record {record.Sequence} is wrong.");
        Console.WriteLine(record.Sequence);
    }
}

void Fill()
{
    using var writer = JournalWriter.Open(
        options with { Durability = Durability.Interval, OverflowSegmentsMax = 10 });
    RecordPattern.Append(writer, 200);
    using (new FileSizeLimit(smallSegmentBytes / 2))
    {
        while (writer.State != JournalState.Overflow)
            RecordPattern.Append(writer, 10);
        RecordPattern.Append(writer, 300);
        Console.WriteLine($"{writer.State} {writer.ReadOnlyReason}");
    }
    while (writer.State != JournalState.Writable)
    {
        Thread.Sleep(1);
        RecordPattern.Append(writer, 1);
    }
    RecordPattern.Append(writer, 200);
    writer.WaitDurable(writer.LastSequence);
    Console.WriteLine(writer.LastSequence);
}

// The second line shows what was different here.
void Replay(string blotter, string culture)
{
    CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = new CultureInfo(culture);
    var report = ExchangeVerifier.Verify(options.Directory, blotter, "").Replay;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{report.StateHash:x16} {report.Commands} {report.Events} {report.Missing} {report.Time}"));
    Console.WriteLine($"{-1.5m} {TimeZoneInfo.Local.Id} {GCSettings.IsServerGC}");
}

void Golden()
{
    using var writer = JournalWriter.Open(options, clock: new StoppedClock(DateTimeOffset.UnixEpoch.AddDays(20_000)));
    RecordPattern.Append(writer, goldenRecords);
}
