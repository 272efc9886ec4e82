using BenchmarkDotNet.Attributes;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Benchmarks;

/// <summary>Trade-sized records (88 bytes with the header) onto a journal and from it.</summary>
[MemoryDiagnoser]
public class JournalRecords
{
    private const int Records = 1_000_000;

    private readonly byte[] _payload = new byte[Trade.Bytes];
    private string _folder = "";
    private JournalWriter _journal = null!;

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("bourse-journal-bench-").FullName;
        var options = new JournalOptions { Directory = _folder, RetainBytes = 512 << 20 };
        _journal = JournalWriter.Open(options);
        Append();
    }

    [GlobalCleanup]
    public void Close()
    {
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public long Append()
    {
        for (var i = 0; i < Records; i++)
            _journal.Append(1, 1, 0, _payload);
        _journal.Commit();
        _journal.ApplyRetention();
        return _journal.LastSequence;
    }

    [Benchmark(OperationsPerInvoke = Records)]
    public long Read()
    {
        using var cursor = _journal.Reader.OpenCursor(_journal.LastSequence - Records + 1);
        long bytes = 0;
        while (cursor.TryRead(out var record))
            bytes += record.Payload.Length;
        return bytes;
    }
}
