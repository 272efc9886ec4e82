using System.Diagnostics;
using System.Globalization;
using Bourse.FeedPeer;

// Bourse.FeedPeer <kraken-v1|kraken|coinbase|coinbase-advanced|binance|binance-futures> <rounds> <recording>...
// What 'bourse bench feeds --peer' runs beside its own: see bench/RESULTS.md.
if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
    Process.GetCurrentProcess().ProcessorAffinity = 1;
var run = new PeerRun(args[0], PlainRecording.Read(args[2..]));
run.Measure(int.Parse(args[1], CultureInfo.InvariantCulture));
run.Print(Console.Out);
