using System.Collections.Concurrent;
using System.Net;

namespace Bourse.Feeds.Venues;

/// <summary>
/// Asks a venue over REST, one question at a time and not too often; answers lie ready for the feed's thread. Waits as long
/// as the venue asks when it says 429 or 418.
/// </summary>
internal sealed class RestDesk : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _spacing;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<RestAnswer> _answers = new();
    private Task _asking = Task.CompletedTask;
    private DateTimeOffset _notBefore;

    public RestDesk(VenueProtocol protocol, VenueFeedOptions options, TimeProvider clock)
    {
        _clock = clock;
        _spacing = options.RequestMillisMin > 0
            ? TimeSpan.FromMilliseconds(options.RequestMillisMin)
            : protocol.RequestSpacing;
        _http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, UseProxy = false })
        {
            Timeout = TimeSpan.FromMilliseconds(options.ConnectMillisMax),
            MaxResponseContentBufferSize = options.FrameBytesMax,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("bourse");
    }

    /// <summary>The last question is answered and the time for the next has come.</summary>
    public bool IsFree => _asking.IsCompleted && _clock.GetUtcNow() >= _notBefore;

    /// <summary>Asks; to be called when free.</summary>
    public void Ask(RestAsk ask) => _asking = Task.Run(() => AskAsync(ask, _stopping.Token));

    public bool TryTake(out RestAnswer answer) => _answers.TryDequeue(out answer);

    /// <summary>Lets go of what is being asked, and of answers that nobody took.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _asking.GetAwaiter().GetResult();
        _http.Dispose();
        _stopping.Dispose();
    }

    private async Task AskAsync(RestAsk ask, CancellationToken stopping)
    {
        var wait = _spacing;
        try
        {
            using var response = await _http.GetAsync(ask.Address, stopping);
            if (response.IsSuccessStatusCode)
            {
                _answers.Enqueue(new RestAnswer(ask, await response.Content.ReadAsByteArrayAsync(stopping), ""));
                return;
            }

            wait = response.Headers.RetryAfter?.WaitFrom(_clock) ?? _spacing;
            _answers.Enqueue(new RestAnswer(ask, null, $"{ask.Address.AbsolutePath}: answered {(int)response.StatusCode}"));
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            _answers.Enqueue(new RestAnswer(ask, null, $"{ask.Address.AbsolutePath}: {fault.Message}"));
        }
        finally
        {
            _notBefore = _clock.GetUtcNow() + wait;
        }
    }
}
