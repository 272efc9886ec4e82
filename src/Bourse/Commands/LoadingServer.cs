using System.Net.Http.Json;
using System.Net.Sockets;
using Bourse.Feeds;
using Bourse.Feeds.Csv;
using Bourse.Roles;

namespace Bourse.Commands;

/// <summary>A running server of a data directory, spoken to over its Unix socket.</summary>
internal sealed class LoadingServer : IDisposable
{
    private readonly HttpClient _http;

    private LoadingServer(string socketPath)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, stopping) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), stopping);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://bourse.local") };
    }

    /// <summary>The server of that data directory; null when none answers.</summary>
    public static LoadingServer? Find(string dataDirectory)
    {
        var path = Path.GetFullPath(Path.Combine(dataDirectory, "bourse.sock"));
        if (!File.Exists(path))
            return null;
        try
        {
            using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return new LoadingServer(path);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <exception cref="FeedException">The server refused; the message says why.</exception>
    public async Task<Loading> StartAsync(IReadOnlyList<CsvFile> files, CancellationToken stopping)
    {
        using var answer = await _http.PostAsJsonAsync(
            LoadEndpoints.Path, [.. files], LoadJson.Default.CsvFileArray, stopping);
        if (!answer.IsSuccessStatusCode)
            throw new FeedException(await answer.Content.ReadAsStringAsync(stopping));
        var started = await answer.Content.ReadFromJsonAsync(LoadJson.Default.LoadStarted, stopping);
        return new Loading(ReadAsync);

        async Task<LoadState> ReadAsync(CancellationToken reading) => (await _http.GetFromJsonAsync(
            $"{LoadEndpoints.Path}/{started!.Number}", LoadJson.Default.LoadState, reading))!;
    }

    public void Dispose() => _http.Dispose();
}
