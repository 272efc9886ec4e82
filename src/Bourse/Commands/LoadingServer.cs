using System.Net.Http.Json;
using Bourse.Feeds;
using Bourse.Feeds.Csv;
using Bourse.Roles;

namespace Bourse.Commands;

/// <summary>A running server of a data directory, spoken to over its Unix socket.</summary>
internal sealed class LoadingServer : IDisposable
{
    private readonly HttpClient _http;

    private LoadingServer(HttpClient http) => _http = http;

    /// <summary>The server of that data directory; null when none answers.</summary>
    public static LoadingServer? Find(string dataDirectory) =>
        LocalServer.Find(dataDirectory) is { } http ? new LoadingServer(http) : null;

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
