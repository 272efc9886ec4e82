using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Bourse.EndToEnd;

/// <summary>A collector of traces and metrics on 127.0.0.1: takes OTLP over HTTP and keeps what it got.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _taking;

    public Collector()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _taking = TakeAsync();
    }

    public string Address { get; }

    public ConcurrentQueue<CollectedSpan> Spans { get; } = new();

    /// <summary>Everything that came, path and body.</summary>
    public ConcurrentQueue<(string Path, byte[] Body)> Messages { get; } = new();

    public void Dispose()
    {
        _listener.Abort();
        _taking.Wait();
    }

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                var path = context.Request.Url!.AbsolutePath;
                Messages.Enqueue((path, body.ToArray()));
                if (path == "/v1/traces")
                    foreach (var span in CollectedSpan.AllOf(body.ToArray()))
                        Spans.Enqueue(span);
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception end) when (end is HttpListenerException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }
}
