using System.Buffers.Text;
using System.Text;
using Bourse.Gateway.Auth;
using Bourse.Records;

namespace Bourse.Tests.Gateway.Auth;

public sealed class TokenTests
{
    private static readonly AuthOptions Patient = new()
    {
        FailuresMax = 1_000, AddressFailuresMax = 100_000, PasswordRounds = 1_000,
    };

    [Fact]
    public async Task A_token_says_the_same_as_its_key_within_its_scopes()
    {
        await using var people = await KnownPeople.StartAsync();
        var byKey = await people.AskAsync((await people.AddAsync("ann", Role.Trader)).Text);
        var byToken = await people.AskAsync(token: people.Tokens.Make(byKey, Scopes.Read, 60).Text);
        Assert.Equal(byKey with { Scopes = Scopes.Read, Expires = byToken.Expires }, byToken);
        Assert.Equal(people.Directory.Time + 60_000_000_000, byToken.Expires);
    }

    [Fact]
    public async Task Every_altered_token_is_refused()
    {
        await using var people = await KnownPeople.StartAsync(Patient);
        var caller = await people.AskAsync((await people.AddAsync("ann", Role.Trader)).Text);
        var token = people.Tokens.Make(caller, Scopes.Read, 60).Text;
        for (var place = 0; place < token.Length; place++)
            foreach (var other in "Ax9_.= é")
                if (token[place] != other)
                    await AssertRefusedAsync(people, $"{token[..place]}{other}{token[(place + 1)..]}");
        for (var length = 0; length < token.Length; length++)
            await AssertRefusedAsync(people, token[..length]);
        foreach (var more in new[] { "A", "=", ".", " ", "\n", ".AAAA" })
            await AssertRefusedAsync(people, token + more);
        Assert.True((await people.AskAsync(token: token)).IsKnown);
    }

    [Theory]
    [InlineData("""{"alg":"none","typ":"JWT"}""")]
    [InlineData("""{"alg":"none","typ":"JWT","kid":"@"}""")]
    [InlineData("""{"alg":"HS512","typ":"JWT","kid":"@"}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT","kid":"@"}""")]
    [InlineData("""{"typ":"JWT","alg":"HS256","kid":"@"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT","kid":"0123456789abcdef"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT","kid":"@","crit":["x"]}""")]
    public async Task Another_header_is_refused_whatever_it_is_signed_with(string header)
    {
        await using var people = await KnownPeople.StartAsync(Patient);
        var caller = await people.AskAsync((await people.AddAsync("ann", Role.Trader)).Text);
        var key = people.Tokens.Keys.Current;
        var payload = people.Tokens.Make(caller, Scopes.Read, 60).Text.Split('.')[1];
        var named = header.Replace("@", key.Id, StringComparison.Ordinal);
        var signed = $"{Base64Url.EncodeToString(Encoding.ASCII.GetBytes(named))}.{payload}";
        var signature = new byte[32];
        key.Sign(Encoding.ASCII.GetBytes(signed), signature);
        await AssertRefusedAsync(people, $"{signed}.{Base64Url.EncodeToString(signature)}");
        await AssertRefusedAsync(people, signed + ".");
        await AssertRefusedAsync(people, signed);
    }

    [Fact]
    public async Task A_token_of_another_maker_or_for_another_is_refused()
    {
        await using var people = await KnownPeople.StartAsync(Patient);
        var caller = await people.AskAsync((await people.AddAsync("ann", Role.Trader)).Text);
        foreach (var other in new[] { Patient with { Issuer = "other" }, Patient with { Audience = "other" } })
        {
            using var elsewhere = people.Authenticate(other);
            await AssertRefusedAsync(people, elsewhere.Tokens.Make(caller, Scopes.Read, 60).Text);
        }

        var foreign = new TokenDesk(SigningKeys.Open(Path.Combine(people.Folder, "foreign"), people.Clock), Patient, people.Clock);
        await AssertRefusedAsync(people, foreign.Make(caller, Scopes.Read, 60).Text);
    }

    [Fact]
    public async Task A_token_is_good_for_its_time_only()
    {
        await using var people = await KnownPeople.StartAsync(Patient);
        var caller = await people.AskAsync((await people.AddAsync("ann", Role.Trader)).Text);
        var early = new ManualClock(people.Clock.GetUtcNow() + TimeSpan.FromSeconds(30));
        var tomorrow = new TokenDesk(SigningKeys.Open(people.KeysFolder, early), Patient, early).Make(caller, Scopes.Read, 60).Text;
        await AssertRefusedAsync(people, tomorrow);
        var token = people.Tokens.Make(caller, Scopes.Read, 60).Text;
        var byToken = await people.AskAsync(token: token);
        people.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.True((await people.AskAsync(token: token)).IsKnown);
        Assert.True(people.Authenticator.IsValid(byToken));
        people.Clock.Advance(TimeSpan.FromSeconds(1));
        await AssertRefusedAsync(people, token);
        Assert.False(people.Authenticator.IsValid(byToken));
        Assert.True((await people.AskAsync(token: tomorrow)).IsKnown);
    }

    [Fact]
    public async Task A_token_dies_with_its_key_its_user_and_its_password()
    {
        await using var people = await KnownPeople.StartAsync(Patient);
        var key = await people.AddAsync("ann", Role.Trader);
        var ofKey = people.Tokens.Make(await people.AskAsync(key.Text), Scopes.All, 600).Text;
        var hash = await people.Authenticator.Passwords.HashAsync(KnownPeople.Password);
        await people.Directory.SetAsync("ann", null, null, hash);
        var loggedIn = await people.Authenticator.Passwords.LogInAsync("ann", KnownPeople.Password, null);
        var ofPassword = people.Tokens.Make(loggedIn, Scopes.All, 600).Text;
        Assert.Equal(Scopes.Read | Scopes.Trade, (await people.AskAsync(token: ofPassword)).Scopes);

        await people.Directory.SetAsync("ann", Role.Admin, null, null);
        Assert.Equal(Role.Trader, (await people.AskAsync(token: ofKey)).Role);
        await people.Directory.RotateAsync(key.Key!.Id, TimeSpan.Zero);
        await AssertRefusedAsync(people, ofKey);
        Assert.True((await people.AskAsync(token: ofPassword)).IsKnown);
        await people.Directory.SetAsync("ann", null, null, await people.Authenticator.Passwords.HashAsync(KnownPeople.Password));
        await AssertRefusedAsync(people, ofPassword);
    }

    [Fact]
    public async Task A_rotated_signing_key_is_known_until_its_tokens_are_over()
    {
        await using var people = await KnownPeople.StartAsync(Patient);
        var caller = await people.AskAsync((await people.AddAsync("ann", Role.Trader)).Text);
        var token = people.Tokens.Make(caller, Scopes.Read, 900).Text;
        var first = people.Tokens.Keys.Current.Id;
        Assert.NotEqual(first, people.Tokens.Keys.Rotate(people.Tokens.LifeMax));
        Assert.True((await people.AskAsync(token: token)).IsKnown);
        var reopened = SigningKeys.Open(people.KeysFolder, people.Clock);
        Assert.Equal(people.Tokens.Keys.Current.Header, reopened.Current.Header);
        Assert.NotNull(reopened.Of(token));
        people.Clock.Advance(TimeSpan.FromSeconds(901));
        reopened.Rotate(TimeSpan.FromSeconds(900));
        Assert.Null(reopened.Of(token));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(people.KeysFolder, "signing.json")));
    }

    private static async Task AssertRefusedAsync(KnownPeople people, string token)
    {
        var caller = await people.AskAsync(token: token);
        Assert.True(!caller.IsKnown && caller.Fault is { Status: 401 }, token);
    }
}
