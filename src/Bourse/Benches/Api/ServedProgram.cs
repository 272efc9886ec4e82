using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bourse.Benches;

/// <summary>This program serving a data directory in a process of its own, on a free port.</summary>
internal sealed partial class ServedProgram : IDisposable
{
    private readonly Process _process;

    private ServedProgram(Process process, Uri address, HttpClient asOperator) =>
        (_process, Address, Operator) = (process, address, asOperator);

    public Uri Address { get; }

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Address.Port);

    /// <summary>A client of its Unix socket.</summary>
    public HttpClient Operator { get; }

    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static ServedProgram Start(string data, params string[] more)
    {
        var process = ChildProcess.Start(
            ["serve", "--data", data, "--port", "0", "--no-sample", "--no-synthetic", "--no-bots", .. more]);
        while (process.StandardOutput.ReadLine() is { } line)
            if (Serving().Match(line) is { Success: true } serving)
            {
                // Whatever else it prints is read, so that it never waits for us.
                _ = process.StandardOutput.ReadToEndAsync();
                return new ServedProgram(
                    process, new Uri(serving.Groups[1].Value), Commands.LocalServer.Find(data)!);
            }

        throw new InvalidOperationException("The program did not start.");
    }

    /// <summary>Waits until its market data and records are where its journals are.</summary>
    public async Task WaitCaughtUpAsync()
    {
        while (!await IsCaughtUpAsync())
            await Task.Delay(200);
    }

    public void Dispose()
    {
        Operator.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<bool> IsCaughtUpAsync()
    {
        using var answer = await Operator.GetAsync(new Uri("/health", UriKind.Relative));
        var parts = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["parts"]!;
        return answer.IsSuccessStatusCode
            && (long?)parts["records"]?["behind"] is 0
            && (long?)parts["feeds"]?["exchange"]?["behind"] is 0
            && (long?)parts["ticks"]?["behind"] is 0;
    }

    [GeneratedRegex(@"Serving (http://\S+)")]
    private static partial Regex Serving();
}
