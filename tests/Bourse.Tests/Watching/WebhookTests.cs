using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bourse.Gateway.Watching;
using Bourse.Records;
using Bourse.Tests.Ticks;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Tests.Watching;

/// <summary>Webhooks against an HTTP server of the test's own.</summary>
public sealed class WebhookTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bourse-webhooks-");
    private readonly ManualClock _clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private readonly TargetServer _target = new();
    private readonly RecordsDatabase _records;
    private readonly WebhookSecrets _secrets;

    public WebhookTests()
    {
        _records = RecordsDatabase.InFile(Path.Combine(_folder.FullName, "records.db"), new RecordsOptions());
        _secrets = WebhookSecrets.Open(Path.Combine(_folder.FullName, "keys", "webhook"));
        using var context = _records.Open();
        context.Database.EnsureCreated();
    }

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _target.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_firing_is_posted_signed_with_its_users_secret()
    {
        using var queue = Queue();
        Add(1);
        await SendAsync(queue);
        var (headers, body) = Assert.Single(_target.Taken);
        var json = JsonNode.Parse(body)!;
        Assert.Equal((1, 7), ((int)json["id"]!, (int)json["alert"]!));
        Assert.Equal(("price_above", 100.5m), ((string)json["kind"]!, (decimal)json["value"]!));
        Assert.Equal("firing-1", headers["Idempotency-Key"]);

        // As docs/alerts.md tells to check it.
        var parts = headers["X-Bourse-Signature"].Split(',')
            .ToDictionary(part => part[..part.IndexOf('=')], part => part[(part.IndexOf('=') + 1)..]);
        var key = Encoding.UTF8.GetBytes(_secrets.Of("ann"));
        var expected = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{parts["t"]}.{body}"));
        Assert.Equal(Convert.ToHexStringLower(expected), parts["v1"]);
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeSeconds(), long.Parse(parts["t"]));
        Assert.Equal((WebhookState.Delivered, 1, null), Stand());
        Assert.Equal(1, queue.Delivered);
        await SendAsync(queue);
        Assert.Single(_target.Taken);
    }

    [Fact]
    public async Task What_is_not_taken_is_tried_again_after_growing_waits_and_given_up_in_the_end()
    {
        _target.Answer = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n";
        using var queue = Queue(new() { AttemptsMax = 4, RetrySeconds = 2, RetrySecondsMax = 5 });
        Add(1);
        foreach (var wait in new[] { 2, 4, 5 })
        {
            await SendAsync(queue);
            await SendAsync(queue);
            _clock.Advance(TimeSpan.FromSeconds(wait - 1));
            await SendAsync(queue);
            Assert.Equal((WebhookState.Waiting, _target.Taken.Count, "It answered 500."), Stand());
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, _target.Taken.Count);
        await SendAsync(queue);
        Assert.Equal((WebhookState.GivenUp, 4, "It answered 500."), Stand());
        Assert.Equal((4, 1), (queue.Failed, queue.GivenUp));
        _clock.Advance(TimeSpan.FromHours(1));
        await SendAsync(queue);
        Assert.Equal(4, _target.Taken.Count);
    }

    [Fact]
    public async Task What_waited_is_sent_after_a_restart_under_the_same_key()
    {
        _target.Answer = "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n";
        Add(1);
        using (var queue = Queue())
            await SendAsync(queue);
        _target.Answer = TargetServer.Fine;
        _clock.Advance(TimeSpan.FromMinutes(1));
        using (var queue = Queue())
            await SendAsync(queue);
        Assert.Equal(["firing-1", "firing-1"], _target.Taken.Select(one => one.Headers["Idempotency-Key"]));
        Assert.Equal((WebhookState.Delivered, 2, null), Stand());
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = new TargetServer();
        _target.Answer = $"HTTP/1.1 307 Go\r\nLocation: {elsewhere.Address}\r\nContent-Length: 0\r\n\r\n";
        using var queue = Queue(new() { Allowed = [_target.Address, elsewhere.Address] });
        Add(1);
        await SendAsync(queue);
        Assert.Equal((WebhookState.Waiting, 1, "It answered 307."), Stand());
        Assert.Empty(elsewhere.Taken);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read()
    {
        _target.Answer = "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + new string('x', 10_000);
        using var queue = Queue();
        Add(1);
        await SendAsync(queue);
        Assert.Equal((WebhookState.Delivered, 1, null), Stand());
    }

    [Fact]
    public async Task Headers_without_end_are_a_fault()
    {
        _target.Answer = "HTTP/1.1 200 OK\r\nX-Long: " + new string('x', 100_000) + "\r\n\r\n";
        using var queue = Queue();
        Add(1);
        await SendAsync(queue);
        Assert.Equal(WebhookState.Waiting, Stand().State);
    }

    [Fact]
    public async Task A_slow_target_holds_up_no_other()
    {
        await using var slow = new TargetServer { Answer = "" };
        using var queue = Queue(new()
        {
            Allowed = [_target.Address, slow.Address], ConcurrentPerHostMax = 2, AttemptSecondsMax = 60,
        });
        for (var id = 1; id <= 20; id++)
            Add(id, slow.Address);
        Add(21);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stopping);
        var begun = await queue.BeginDueAsync(over.Token);
        Assert.Equal(3, begun.Count);
        await Task.WhenAny(begun);
        Assert.Equal("firing-21", Assert.Single(_target.Taken).Headers["Idempotency-Key"]);
        await over.CancelAsync();
        await Task.WhenAll(begun);
        Assert.Equal(20, Waiting());
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}", "http://127.0.0.1:{0}/x", true)]
    [InlineData("http://localhost:{0}", "http://localhost:{0}/x", false)]
    public async Task A_name_that_stands_for_a_private_address_is_not_connected_to(string allowed, string address, bool isSent)
    {
        using var queue = Queue(new() { Allowed = [Here(allowed)] });
        Add(1, Here(address));
        await SendAsync(queue);
        Assert.Equal(isSent ? 1 : 0, _target.Taken.Count);
        Assert.Equal(isSent ? null : "localhost stands for no address that webhooks may go to.", Stand().Fault);
    }

    [Fact]
    public async Task A_name_may_stand_for_a_private_network_that_is_listed()
    {
        using var queue = Queue(new() { Allowed = [Here("http://localhost:{0}")], PrivateNetworks = ["127.0.0.0/8", "::1"] });
        Add(1, Here("http://localhost:{0}/x"));
        await SendAsync(queue);
        Assert.Single(_target.Taken);
    }

    [Fact]
    public async Task What_the_settings_no_longer_allow_is_not_sent()
    {
        using var queue = Queue(new() { Allowed = ["https://example.com"] });
        Add(1);
        await SendAsync(queue);
        Assert.Empty(_target.Taken);
        Assert.Equal("The settings do not allow this address any more.", Stand().Fault);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2001:4860:4860::8888", true)]
    public void Only_public_addresses_are_connected_to_unless_they_are_listed(string address, bool isPublic)
    {
        Assert.Equal(isPublic, new WebhookTargets(new()).MayConnect(IPAddress.Parse(address)));
        Assert.True(new WebhookTargets(new() { PrivateNetworks = ["0.0.0.0/0", "::/0"] }).MayConnect(IPAddress.Parse(address)));
    }

    [Fact]
    public void The_key_is_its_owners_alone_and_stays()
    {
        var path = Path.Combine(_folder.FullName, "keys", "webhook");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(_secrets.Of("ann"), WebhookSecrets.Open(path).Of("ann"));
        File.WriteAllText(path, "short");
        Assert.Throws<IOException>(() => WebhookSecrets.Open(path));
    }

    private string Here(string text) => text.Replace("{0}", $"{_target.Port}", StringComparison.Ordinal);

    private WebhookQueue Queue(WebhookOptions? options = null)
    {
        options ??= new WebhookOptions();
        options = options.Allowed.Count > 0 ? options : options with { Allowed = [_target.Address] };
        return new WebhookQueue(_records, _secrets, new TickFeed().Store, new AlertOptions { Webhooks = options }, _clock);
    }

    private void Add(long id, string? address = null)
    {
        using var context = _records.Open();
        context.Add(new AlertFiring
        {
            Id = id, AlertId = 7, User = "ann", Symbol = "ASX:BHP", Kind = AlertKind.PriceAbove, TapeSequence = id,
            Value = TickFeed.Units(201).Units / 2, Webhook = address ?? _target.Address, WebhookState = WebhookState.Waiting,
        });
        context.SaveChanges();
    }

    private static async Task SendAsync(WebhookQueue queue) => await Task.WhenAll(await queue.BeginDueAsync(Stopping));

    private (WebhookState State, int Attempts, string? Fault) Stand()
    {
        using var context = _records.Open();
        var firing = context.Firings.AsNoTracking().Single();
        return (firing.WebhookState, firing.Attempts, firing.Fault);
    }

    private int Waiting()
    {
        using var context = _records.Open();
        return context.Firings.Count(firing => firing.WebhookState == WebhookState.Waiting);
    }

    /// <summary>Takes one request a connection and answers as it is told; with nothing it never answers.</summary>
    private sealed class TargetServer : IAsyncDisposable
    {
        public const string Fine = "HTTP/1.1 204 Fine\r\n\r\n";

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stopping = new();
        private readonly List<Task> _running = [];

        public TargetServer()
        {
            _listener.Start();
            _running.Add(AcceptAsync());
        }

        public string Answer { get; set; } = Fine;

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public string Address => $"http://127.0.0.1:{Port}/hook";

        public ConcurrentQueue<(Dictionary<string, string> Headers, string Body)> Taken { get; } = [];

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            _listener.Stop();
            await Task.WhenAll(_running);
            _stopping.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                    _running.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            using var connection = client;
            try
            {
                using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
                await reader.ReadLineAsync(_stopping.Token);
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(_stopping.Token) is { Length: > 0 } line)
                    headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 2)..];
                var body = new char[int.Parse(headers["Content-Length"])];
                await reader.ReadBlockAsync(body, _stopping.Token);
                Taken.Enqueue((headers, new string(body)));
                if (Answer.Length == 0)
                    await Task.Delay(Timeout.Infinite, _stopping.Token);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Answer), _stopping.Token);
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException)
            {
                // So has the client.
            }
        }
    }
}
