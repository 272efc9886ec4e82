using Bourse.Gateway.Relay;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape.Relay;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Benches;

/// <summary>The writing process: appends at a fixed rate while another process reads.</summary>
internal static class RelayLatency
{
    public static string Describe(RelayWay way) => way switch
    {
        RelayWay.JournalSpinning => "journal, mapped, reader spins",
        RelayWay.JournalBlocking => "journal, mapped, reader sleeps",
        RelayWay.SocketSpinning => "relay, unix socket, server spins",
        _ => "relay, unix socket, server blocks",
    };

    /// <summary>The latencies that the reading process noted.</summary>
    /// <param name="readerArguments">How this program is started as the reader.</param>
    public static LatencyHistogram Measure(
        RelayWay way, long records, int recordsPerSecond, Durability durability,
        Func<RelayWay, string, long, string[]> readerArguments)
    {
        using var folder = new BenchFolder();
        using var journal = JournalWriter.Open(
            new JournalOptions { Directory = folder.File("tape"), Durability = durability });
        using var server = Serve(way, journal, folder);
        var place = server is null ? folder.File("tape") : AddressIn(folder).Text;
        using var reader = ChildProcess.Start(readerArguments(way, place, records));
        if (reader.StandardOutput.ReadLine() != RelayReading.Ready)
            throw new InvalidOperationException("The reading process did not start.");
        TimedRecords.Write(journal, records, recordsPerSecond);
        var latencies = LatencyHistogram.ReadFrom(reader.StandardOutput);
        reader.WaitForExit();
        return latencies;
    }

    private static RelayAddress AddressIn(BenchFolder folder) => RelayAddress.Parse($"unix:{folder.File("relay.sock")}");

    private static RelayServer? Serve(RelayWay way, JournalWriter journal, BenchFolder folder)
    {
        if (way is not (RelayWay.SocketSpinning or RelayWay.SocketBlocking))
            return null;
        var options = new RelayOptions { Spin = way == RelayWay.SocketSpinning };
        var server = new RelayServer(
            journal.Reader, new InstrumentRegistry(), () => [], options, NullLogger.Instance);
        server.Listen(AddressIn(folder));
        return server;
    }
}
