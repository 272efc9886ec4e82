using System.Net;
using System.Text;
using System.Text.Json;
using Bourse.Gateway.Auth;
using Bourse.Journal;
using Bourse.Records;
using Bourse.Tests.Engine;

namespace Bourse.Tests.Gateway;

/// <summary>What requests leave in the audit trail.</summary>
public sealed class AuditNoteTests : IDisposable
{
    private const string Order =
        """{"account":"ann","symbol":"XYZ-USD","side":"buy","price":"10","quantity":1,"client_order_id":"a1"}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bourse-audit-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_somebody_did_is_in_the_trail_when_the_answer_comes()
    {
        var entries = await EntriesAsync(Caller.Operator, Order);
        var entry = Assert.Single(entries);
        Assert.Equal(("operator", "placeOrder"), (entry.Actor, entry.Action));
        Assert.Equal(202, entry.Status);
        Assert.True(entry.CommandSequence > 0);
    }

    [Fact]
    public async Task What_somebody_was_not_allowed_is_in_it_too()
    {
        var viewer = new Caller("ann", Role.Viewer, Scopes.Read, "bk_1", 1);
        Assert.Equal(403, Assert.Single(await EntriesAsync(viewer, Order)).Status);
    }

    [Fact]
    public async Task A_flood_of_nobody_or_of_nonsense_does_not_fill_it()
    {
        Assert.Empty(await EntriesAsync(Caller.Nobody, Order));
        Assert.Empty(await EntriesAsync(Caller.Operator, "{"));
    }

    private async Task<List<AuditEntry>> EntriesAsync(Caller caller, string body)
    {
        using var engineFolder = new EngineFolder();
        using var engine = engineFolder.Start().Prepare();
        using var trail = AuditTrail.Open(
            new JournalOptions { Directory = Path.Combine(_folder.FullName, Guid.NewGuid().ToString()) }, TimeProvider.System);
        await using var gateway = await RunningGateway.StartAsync(change: parts => parts with
        {
            Exchange = engine.Engine, Audit = trail, Authenticate = _ => ValueTask.FromResult(caller),
        });
        using var answer = await gateway.Client.PostAsync(
            new Uri("/v1/orders", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
        var entries = new List<AuditEntry>();
        using var cursor = trail.Reader.OpenCursor(trail.Reader.FirstSequence);
        while (cursor.TryRead(out var record))
            entries.Add(JsonSerializer.Deserialize<AuditEntry>(record.Payload[AuditTrail.HashBytes..]));
        return entries;
    }
}
