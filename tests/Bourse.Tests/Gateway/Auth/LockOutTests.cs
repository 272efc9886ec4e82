using System.Net;
using Bourse.Gateway.Auth;
using Bourse.Records;

namespace Bourse.Tests.Gateway.Auth;

public sealed class LockOutTests
{
    private static readonly AuthOptions Strict = new()
    {
        FailuresMax = 3, AddressFailuresMax = 10, LockSecondsMax = 4, PasswordRounds = 1_000,
    };

    [Fact]
    public async Task Who_goes_on_with_wrong_secrets_waits_longer_and_longer()
    {
        await using var people = await KnownPeople.StartAsync(Strict);
        var key = await people.AddAsync("ann", Role.Trader);
        var wrong = Wrong(key);
        for (var i = 0; i < 3; i++)
            Assert.Equal(401, (await people.AskAsync(wrong)).Fault!.Status);
        foreach (var seconds in new[] { 1, 2, 4, 4 })
        {
            var fault = (await people.AskAsync(wrong)).Fault!;
            Assert.Equal((429, seconds), (fault.Status, fault.RetrySeconds));
            // The right secret is not let in either, so that nothing is learned by going on.
            Assert.Equal(429, (await people.AskAsync(key.Text)).Fault!.Status);
            people.Clock.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(401, (await people.AskAsync(wrong)).Fault!.Status);
        }
    }

    [Fact]
    public async Task A_right_key_elsewhere_is_not_locked_out_and_makes_up_for_mistakes()
    {
        await using var people = await KnownPeople.StartAsync(Strict);
        var key = await people.AddAsync("ann", Role.Trader);
        for (var i = 0; i < 9; i++)
            await people.AskAsync(Wrong(key));
        Assert.True((await people.AskAsync(key.Text, address: "192.0.2.2")).IsKnown);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 2; i++)
                Assert.Equal(401, (await people.AskAsync(Wrong(key), address: "192.0.2.3")).Fault!.Status);
            Assert.True((await people.AskAsync(key.Text, address: "192.0.2.3")).IsKnown);
        }
    }

    [Fact]
    public async Task An_address_that_tries_one_key_after_another_is_locked_out_but_for_right_ones()
    {
        await using var people = await KnownPeople.StartAsync(Strict);
        var key = await people.AddAsync("ann", Role.Trader);
        for (var i = 0; i < 10; i++)
            Assert.Equal(401, (await people.AskAsync(KeySecret.New(KeySecret.NewId()).Text)).Fault!.Status);
        Assert.Equal(429, (await people.AskAsync(KeySecret.New(KeySecret.NewId()).Text)).Fault!.Status);
        Assert.Equal(429, (await people.AskAsync(token: "x")).Fault!.Status);
        Assert.True((await people.AskAsync(key.Text)).IsKnown);
    }

    [Fact]
    public async Task Passwords_are_not_looked_at_while_the_address_or_the_user_is_locked_out()
    {
        await using var people = await KnownPeople.StartAsync(Strict);
        await people.AddAsync("ann", Role.Trader);
        var passwords = people.Authenticator.Passwords;
        await people.Directory.SetAsync("ann", null, null, await passwords.HashAsync(KnownPeople.Password));
        var (near, far) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
        var unknown = await passwords.LogInAsync("eve", KnownPeople.Password, near);
        for (var i = 0; i < 3; i++)
            Assert.Equal(unknown.Fault, (await passwords.LogInAsync("ann", "wrong", near)).Fault);
        Assert.Equal(429, (await passwords.LogInAsync("ann", KnownPeople.Password, near)).Fault!.Status);
        Assert.Equal("ann", (await passwords.LogInAsync("ann", KnownPeople.Password, far)).User);
        for (var i = 0; i < 6; i++)
            await passwords.LogInAsync($"user{i}", "wrong", near);
        Assert.Equal(429, (await passwords.LogInAsync("bob", KnownPeople.Password, near)).Fault!.Status);
    }

    [Fact]
    public void What_is_kept_of_attempts_is_bounded_and_locked_addresses_stay_so()
    {
        var guard = new AttemptGuard(Strict, new ManualClock(DateTimeOffset.UnixEpoch));
        var attacker = IPAddress.Parse("198.51.100.1");
        for (var i = 0; i < 12; i++)
            guard.Fail($"bk_{i}", attacker);
        for (var i = 0; i < 2 * AttemptGuard.EntriesMax; i++)
            guard.Fail("bk_b", new IPAddress(i + 1));
        Assert.InRange(guard.Count, 1, AttemptGuard.EntriesMax);
        Assert.True(guard.LockedSeconds(attacker) > 0);
    }

    private static string Wrong(ShownKey key) => KeySecret.New(key.Key!.Id).Text;
}
