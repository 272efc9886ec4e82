using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Records;
using Bourse.Ticks;

namespace Bourse.Gateway.Watching;

/// <summary>
/// Posts a firing to where its alert says: signed, once a call, to nobody but who is allowed. Redirects are not followed,
/// and of an answer nothing but the status is read. Any thread.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    public const string SignatureHeader = "X-Bourse-Signature";

    private const string KeyHeader = "Idempotency-Key";
    private const int HeaderKilobytesMax = 16;

    private readonly WebhookTargets _targets;
    private readonly WebhookSecrets _secrets;
    private readonly WatchedSymbols _symbols;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _timeout;
    private readonly HttpClient _client;

    public WebhookSender(
        WebhookTargets targets, WebhookSecrets secrets, TickStore ticks, WebhookOptions options, TimeProvider clock)
    {
        (_targets, _secrets, _symbols, _clock) = (targets, secrets, new WatchedSymbols(ticks), clock);
        _timeout = TimeSpan.FromSeconds(options.AttemptSecondsMax);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = HeaderKilobytesMax,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxConnectionsPerServer = options.ConcurrentPerHostMax,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Why it was not taken; null when it was.</summary>
    public async Task<string?> SendAsync(AlertFiring firing, CancellationToken stopping)
    {
        if (!Uri.TryCreate(firing.Webhook, UriKind.Absolute, out var address) || !_targets.IsAllowed(address))
            return "The settings do not allow this address any more.";
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        over.CancelAfter(_timeout);
        try
        {
            using var request = Request(address, firing);
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, over.Token);
            return answer.IsSuccessStatusCode ? null : $"It answered {(int)answer.StatusCode}.";
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return $"No answer within {_timeout.TotalSeconds} s.";
        }
        catch (HttpRequestException fault)
        {
            return Short(fault.GetBaseException().Message);
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Request(Uri address, AlertFiring firing)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, JsonForm.Options))
            WatchingJson.Write(json, firing, _symbols);
        var content = new ByteArrayContent(text.WrittenSpan.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add(
            SignatureHeader, _secrets.Sign(firing.User, _clock.GetUtcNow().ToUnixTimeSeconds(), text.WrittenSpan));
        request.Headers.Add(KeyHeader, $"firing-{firing.Id}");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Bourse", "1"));
        return request;
    }

    // The address is looked at where it is connected to: what a name stands for may change from one look to the next.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stopping)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var one) ? [one] : await Dns.GetHostAddressesAsync(host, stopping);
        var allowed = Array.FindAll(addresses, _targets.MayConnect);
        if (allowed.Length == 0)
            throw new HttpRequestException($"{host} stands for no address that webhooks may go to.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, stopping);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Short(string text) => text.Length <= 200 ? text : text[..200];
}
