using Bourse.Gateway.Auth;
using Bourse.Records;

namespace Bourse.Tests.Gateway.Auth;

public sealed class KeyTests
{
    [Fact]
    public async Task A_key_says_who_asks_and_what_it_may_be_used_for()
    {
        await using var people = await KnownPeople.StartAsync();
        var ann = await people.AddAsync("ann", Role.Trader, Scopes.Read);
        var caller = await people.AskAsync(ann.Text);
        Assert.Equal(("ann", Role.Trader, Scopes.Read, ann.Key!.Id, ann.Key.Number), (
            caller.User, caller.Role, caller.Scopes, caller.Key, caller.Session));
        Assert.True(people.Authenticator.IsValid(caller));
        Assert.Same(Caller.Nobody, await people.AskAsync());
    }

    [Fact]
    public async Task A_role_allows_no_scope_beyond_it()
    {
        await using var people = await KnownPeople.StartAsync();
        Assert.Equal(Scopes.Read, (await people.AskAsync((await people.AddAsync("v", Role.Viewer)).Text)).Scopes);
        Assert.Equal(Scopes.Read | Scopes.Trade, (await people.AskAsync((await people.AddAsync("t", Role.Trader)).Text)).Scopes);
        Assert.Equal(Scopes.All, (await people.AskAsync((await people.AddAsync("a", Role.Admin)).Text)).Scopes);
    }

    [Fact]
    public async Task Any_other_text_is_refused_and_says_no_more_than_that()
    {
        await using var people = await KnownPeople.StartAsync(new AuthOptions { FailuresMax = 1_000, AddressFailuresMax = 10_000 });
        var key = (await people.AddAsync("ann", Role.Trader)).Text;
        var wrong = Enumerable.Range(0, key.Length).Select(place => Altered(key, place))
            .Concat(["", " ", key[..^1], key + "A", key + "=", " " + key, key + " ", key.ToUpperInvariant(), key[..19], key[..20]])
            .ToList();
        var problems = new HashSet<object?>();
        foreach (var text in wrong)
        {
            var caller = await people.AskAsync(text);
            Assert.True(!caller.IsKnown && caller.Fault is not null, text);
            problems.Add(caller.Fault);
        }

        Assert.Single(problems);
        Assert.True((await people.AskAsync(key)).IsKnown);
    }

    [Fact]
    public async Task A_secret_may_be_sent_in_hexadecimal()
    {
        await using var people = await KnownPeople.StartAsync();
        var key = await people.AddAsync("ann", Role.Trader);
        var secret = System.Buffers.Text.Base64Url.DecodeFromChars(key.Text.AsSpan(20));
        Assert.True((await people.AskAsync($"{key.Key!.Id}.{Convert.ToHexStringLower(secret)}")).IsKnown);
    }

    [Fact]
    public async Task Expired_and_revoked_keys_and_those_of_disabled_users_are_over_at_once()
    {
        await using var people = await KnownPeople.StartAsync();
        var first = await people.AddAsync("ann", Role.Trader);
        var shortLived = await people.KeyAsync("ann", expires: people.Directory.Time + 1_000_000_000);
        var caller = await people.AskAsync(shortLived.Text);
        people.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False((await people.AskAsync(shortLived.Text)).IsKnown);
        Assert.False(people.Authenticator.IsValid(caller));

        var revoked = await people.KeyAsync("ann");
        caller = await people.AskAsync(revoked.Text);
        Assert.Equal(DirectoryAnswer.Done, await people.Directory.RevokeAsync(revoked.Key!.Id));
        Assert.False((await people.AskAsync(revoked.Text)).IsKnown);
        Assert.False(people.Authenticator.IsValid(caller));
        Assert.Equal(DirectoryAnswer.Unknown, await people.Directory.RevokeAsync(revoked.Key.Id));

        caller = await people.AskAsync(first.Text);
        await people.Directory.SetAsync("ann", null, isEnabled: false, null);
        Assert.False((await people.AskAsync(first.Text)).IsKnown);
        Assert.False(people.Authenticator.IsValid(caller));
        await people.Directory.SetAsync("ann", Role.Viewer, isEnabled: true, null);
        Assert.False(people.Authenticator.IsValid(caller));
        Assert.Equal(Role.Viewer, (await people.AskAsync(first.Text)).Role);
        await people.Directory.RemoveAsync("ann");
        Assert.False((await people.AskAsync(first.Text)).IsKnown);
    }

    [Fact]
    public async Task A_rotated_key_keeps_its_number_and_its_former_secret_for_a_while()
    {
        await using var people = await KnownPeople.StartAsync();
        var key = await people.AddAsync("ann", Role.Trader);
        var caller = await people.AskAsync(key.Text);
        var second = await people.Directory.RotateAsync(key.Key!.Id, TimeSpan.FromMinutes(1));
        Assert.Equal(caller with { Proof = 0 }, (await people.AskAsync(second.Text)) with { Proof = 0 });
        Assert.True((await people.AskAsync(key.Text)).IsKnown);
        Assert.True(people.Authenticator.IsValid(caller));
        people.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await people.AskAsync(key.Text)).IsKnown);
        Assert.False(people.Authenticator.IsValid(caller));

        var third = await people.Directory.RotateAsync(key.Key.Id, TimeSpan.Zero);
        Assert.False((await people.AskAsync(second.Text)).IsKnown);
        Assert.True((await people.AskAsync(third.Text)).IsKnown);
    }

    [Theory]
    [InlineData("/socket/websocket", true)]
    [InlineData("/v1/me", false)]
    public async Task Only_the_websocket_takes_keys_from_its_address(string path, bool isTaken)
    {
        await using var people = await KnownPeople.StartAsync();
        var key = (await people.AddAsync("ann", Role.Trader)).Text;
        var request = KnownPeople.Request(null, null, "192.0.2.1", path);
        request.Request.QueryString = new($"?vsn=2.0.0&api_key={key}");
        Assert.Equal(isTaken, (await people.Authenticator.AuthenticateAsync(request)).IsKnown);
        var (token, _) = people.Tokens.Make(await people.AskAsync(key), Scopes.Read, 60);
        request.Request.QueryString = new($"?token={token}&vsn=2.0.0&api_key=");
        Assert.Equal(isTaken, (await people.Authenticator.AuthenticateAsync(request)).IsKnown);
    }

    [Fact]
    public async Task Two_credentials_are_none()
    {
        await using var people = await KnownPeople.StartAsync();
        var key = (await people.AddAsync("ann", Role.Trader)).Text;
        var (token, _) = people.Tokens.Make(await people.AskAsync(key), Scopes.Read, 60);
        Assert.NotNull((await people.AskAsync(key, token)).Fault);
        var twice = KnownPeople.Request(key, null, "192.0.2.1", "/");
        twice.Request.Headers["X-API-Key"] = new[] { key, key };
        Assert.NotNull((await people.Authenticator.AuthenticateAsync(twice)).Fault);
        var basic = KnownPeople.Request(null, null, "192.0.2.1", "/");
        basic.Request.Headers.Authorization = "Basic YW5uOng=";
        Assert.NotNull((await people.Authenticator.AuthenticateAsync(basic)).Fault);
    }

    private static string Altered(string text, int place) =>
        $"{text[..place]}{(text[place] == 'x' ? 'y' : 'x')}{text[(place + 1)..]}";
}
