using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Bourse.Gateway;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Transport;
using Bourse.Tests.Engine;

namespace Bourse.Tests.Gateway;

public sealed class TransportTests : IDisposable
{
    private const string Password = "of the file";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bourse-tls-");
    private readonly X509Certificate2 _certificate = Certificate();

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pfx")]
    public async Task A_server_with_a_certificate_speaks_tls_and_says_so_for_a_year(string form)
    {
        await using var gateway = await RunningGateway.StartAsync(options: new() { Tls = Write(form) });
        Assert.Equal("https", gateway.Host.Address.Scheme);
        using var client = Client(gateway);
        using var answer = await client.GetAsync("/health", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task Without_a_certificate_nothing_is_promised()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var answer = await gateway.GetAsync("/health");
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_is_said_at_the_start()
    {
        var path = Path.Combine(_folder.FullName, "none.pem");
        await File.WriteAllTextAsync(path, "-----BEGIN NOTHING-----", TestContext.Current.CancellationToken);
        foreach (var certificate in new[] { path, path + ".missing" })
        {
            var fault = await Assert.ThrowsAsync<GatewayException>(
                () => RunningGateway.StartAsync(options: new() { Tls = new() { Certificate = certificate } }));
            Assert.StartsWith($"The certificate '{certificate}' cannot be used: ", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_certificate_that_changes_is_read_again_and_half_of_one_is_not()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch.AddDays(1));
        var options = Write("pem");
        var file = ServerCertificate.Open(options, clock);
        Assert.Equal(_certificate.SerialNumber, file.Now().SerialNumber);
        File.WriteAllText(options.Certificate, "-----BEGIN");
        File.SetLastWriteTimeUtc(options.Certificate, DateTime.UnixEpoch.AddDays(1));
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(_certificate.SerialNumber, file.Now().SerialNumber);
        using var next = Certificate();
        File.WriteAllText(options.Key, next.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(options.Certificate, next.ExportCertificatePem());
        File.SetLastWriteTimeUtc(options.Certificate, DateTime.UnixEpoch.AddDays(2));
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(next.SerialNumber, file.Now().SerialNumber);
    }

    [Fact]
    public async Task A_body_that_comes_too_slowly_is_cut_off()
    {
        using var folder = new EngineFolder();
        using var engine = folder.Start().Prepare();
        await using var gateway = await RunningGateway.StartAsync(
            options: new() { BodyBytesPerSecondMin = 1_000, BodyGraceSeconds = 2 },
            change: parts => parts with
            {
                Exchange = engine.Engine, Authenticate = _ => ValueTask.FromResult(Caller.Operator),
            });
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, gateway.Host.Address.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            "POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: 10000\r\n\r\n{"));
        var buffer = new byte[16_384];
        var text = "";
        for (int count; (count = await ReadAsync(socket, buffer)) > 0;)
            text += Encoding.ASCII.GetString(buffer, 0, count);
        Assert.StartsWith("HTTP/1.1 408 ", text, StringComparison.Ordinal);
    }

    // Ends when the server closes or cuts the connection: that it does is what is tested.
    private static async Task<int> ReadAsync(Socket socket, byte[] buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private TlsOptions Write(string form)
    {
        var path = Path.Combine(_folder.FullName, "server");
        if (form == "pfx")
        {
            File.WriteAllBytes(path + ".pfx", _certificate.Export(X509ContentType.Pfx, Password));
            return new TlsOptions { Certificate = path + ".pfx", Password = Password };
        }

        File.WriteAllText(path + ".pem", _certificate.ExportCertificatePem());
        File.WriteAllText(path + ".key", _certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return new TlsOptions { Certificate = path + ".pem", Key = path + ".key" };
    }

    private HttpClient Client(RunningGateway gateway) => new(new SocketsHttpHandler
    {
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, shown, _, _) =>
                shown is not null && shown.GetCertHashString() == _certificate.GetCertHashString(),
        },
    })
    {
        BaseAddress = gateway.Host.Address,
    };

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
