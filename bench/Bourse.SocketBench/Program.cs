using System.Globalization;
using Bourse.SocketBench;

// Server and clients are processes of their own, as they are in life. See bench/RESULTS.md.
if (args is ["serve", var clients, var events, .. var rest])
{
    var run = new BenchRun(Number(clients), Number(events), rest is [var rate, ..] ? Number(rate) : 0)
    {
        IsPlain = rest is [_, "plain"],
    };
    await new BenchServer(run).RunAsync();
    return 0;
}

if (args is ["listen", var url, var sockets, var wanted])
{
    await new BenchClients(new Uri(url), Number(sockets), Number(wanted)).RunAsync();
    return 0;
}

await Console.Error.WriteLineAsync(
    "serve <clients> <events> [<events a second, 0 for as fast as they are taken> [plain]]\n"
    + "listen <url> <clients> <events>");
return 2;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
