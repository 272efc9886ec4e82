using System.Net;
using System.Net.Sockets;
using Bourse.Gateway;
using Bourse.Journal;
using Bourse.Ticks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bourse.Tests.Gateway;

public sealed class ListeningTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bourse-gateway-");
    private readonly JournalReader _tape;

    public ListeningTests() => _tape = JournalReader.Open(_folder.FullName);

    private string SocketPath => Path.Combine(_folder.FullName, "bourse.sock");

    public void Dispose()
    {
        _tape.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_taken_port_is_said_in_one_plain_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var fault = await Assert.ThrowsAsync<GatewayException>(() => StartAsync(new() { Port = port }));
        Assert.Equal($"Port {port} of 127.0.0.1 is taken by another program: choose another port.", fault.Message);
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused()
    {
        var fault = await Assert.ThrowsAsync<GatewayException>(() => StartAsync(new() { Address = "nowhere" }));
        Assert.Equal("'nowhere' is not an IP address, 'localhost' or '*'.", fault.Message);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_refused()
    {
        var fault = await Assert.ThrowsAsync<GatewayException>(() => StartAsync(new() { Address = "192.0.2.1", Port = 0 }));
        Assert.StartsWith("Cannot listen on 192.0.2.1, port 0: ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("*")]
    public async Task It_listens_where_it_is_told(string address)
    {
        await using var host = await StartAsync(new() { Address = address, Port = 0 });
        using var client = new HttpClient { BaseAddress = host.Address };
        Assert.True((await client.GetAsync("/health", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Local_paths_are_there_on_the_unix_socket_only()
    {
        await using var host = await StartAsync(new() { Port = 0, UnixSocket = SocketPath });
        using var near = UnixClient();
        using var far = new HttpClient { BaseAddress = host.Address };
        Assert.Equal("secret", await near.GetStringAsync("http://bourse/local/word", TestContext.Current.CancellationToken));
        using var refused = await far.GetAsync("/local/word", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(SocketPath));
    }

    [Fact]
    public async Task The_socket_of_a_killed_program_is_taken_over_and_one_that_answers_is_not()
    {
        // A socket that is closed in good order takes its file away, unless that has gone elsewhere.
        using (var killed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            killed.Bind(new UnixDomainSocketEndPoint(SocketPath + ".then"));
            File.Move(SocketPath + ".then", SocketPath);
        }

        Assert.True(File.Exists(SocketPath));
        await using var host = await StartAsync(new() { Port = 0, UnixSocket = SocketPath });
        var fault = await Assert.ThrowsAsync<GatewayException>(() => StartAsync(new() { Port = 0, UnixSocket = SocketPath }));
        Assert.Equal($"Another program serves this data already: it answers on {SocketPath}.", fault.Message);
        using var client = UnixClient();
        Assert.NotEmpty(await client.GetStringAsync("http://bourse/health", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_stops_though_a_client_stays_connected()
    {
        await using var host = await StartAsync(new() { Port = 0, StopSecondsMax = 1 });
        using var client = new HttpClient { BaseAddress = host.Address };
        await client.GetStringAsync("/health", TestContext.Current.CancellationToken);
        var start = TimeProvider.System.GetTimestamp();
        await host.StopAsync(TestContext.Current.CancellationToken);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 5);
        await Assert.ThrowsAnyAsync<HttpRequestException>(
            () => client.GetStringAsync("/health", TestContext.Current.CancellationToken));
    }

    private Task<GatewayHost> StartAsync(GatewayOptions options)
    {
        var parts = new GatewayParts
        {
            Ticks = new TickStore(new TickOptions()),
            Tape = _tape,
            Clock = TimeProvider.System,
            MapLocal = routes => routes.MapGet("/local/word", context => context.Response.WriteAsync("secret")),
        };
        return GatewayHost.StartAsync(options, parts, TestContext.Current.CancellationToken);
    }

    private HttpClient UnixClient() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, stopping) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), stopping);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });
}
