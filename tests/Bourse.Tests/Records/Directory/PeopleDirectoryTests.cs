using Bourse.Records;
using Bourse.Tests.Gateway.Auth;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Tests.Records.Directory;

public sealed class PeopleDirectoryTests
{
    [Fact]
    public async Task The_first_start_makes_an_admin_and_the_next_does_not()
    {
        await using var people = await KnownPeople.StartAsync();
        var text = (await people.Directory.FirstKey)!;
        var admin = await people.AskAsync(text);
        Assert.Equal(("admin", true), (admin.User, admin.IsAdmin));
        await using var again = await PeopleDirectory.StartAsync(people.Records, people.Clock, NullLogger.Instance);
        Assert.Null(await again.FirstKey);
        Assert.Equal(people.Directory.Now.Version, again.Now.Version);
        Assert.Single(again.Now.Keys);
    }

    [Fact]
    public async Task What_one_program_changes_another_on_the_same_database_sees()
    {
        await using var people = await KnownPeople.StartAsync();
        await using var other = await PeopleDirectory.StartAsync(people.Records, people.Clock, NullLogger.Instance);
        var key = await people.AddAsync("ann", Role.Trader);
        Assert.Null(other.Now.User("ann"));
        await other.RefreshAsync();
        Assert.Equal(Role.Trader, other.Now.User("ann")!.Role);
        Assert.Equal(key.Key!.Id, other.Now.Key(key.Key.Id)!.Id);
        await people.Directory.RevokeAsync(key.Key.Id);
        // A change of its own shows it what it has missed as well.
        await other.AddAsync("bob", Role.Viewer, null);
        Assert.NotNull(other.Now.Key(key.Key.Id)!.Revoked);
        Assert.Equal(DirectoryAnswer.Taken, await people.Directory.AddAsync("bob", Role.Viewer, null));
        await people.Directory.RefreshAsync();
        Assert.NotNull(people.Directory.Now.User("bob"));
    }

    [Fact]
    public async Task A_user_has_so_many_keys_and_those_that_are_over_make_room()
    {
        await using var people = await KnownPeople.StartAsync();
        await people.AddAsync("ann", Role.Trader);
        for (var i = 1; i < PeopleDirectory.KeysOfUserMax; i++)
            await people.KeyAsync("ann");
        var last = people.Directory.Now.User("ann")!.Keys[^1];
        var wish = new NewKey("ann", "more", Scopes.Read, null);
        Assert.Equal(DirectoryAnswer.Full, (await people.Directory.AddKeyAsync(wish)).Answer);
        await people.Directory.RevokeAsync(last.Id);
        var added = await people.Directory.AddKeyAsync(wish);
        Assert.Equal((DirectoryAnswer.Done, last.Number + 1), (added.Answer, added.Key!.Number));
        Assert.Null(people.Directory.Now.Key(last.Id));
        Assert.Equal(PeopleDirectory.KeysOfUserMax, people.Directory.Now.User("ann")!.Keys.Length);
    }

    [Fact]
    public async Task The_last_admin_who_is_enabled_stays()
    {
        await using var people = await KnownPeople.StartAsync();
        var only = Assert.Single(people.Directory.Now.Users, user => user.Role == Role.Admin).Name;
        await people.Directory.AddAsync("ann", Role.Admin, null);
        Assert.Equal(DirectoryAnswer.Done, await people.Directory.SetAsync("ann", null, isEnabled: false, null));
        Assert.Equal(DirectoryAnswer.LastAdmin, await people.Directory.SetAsync(only, Role.Trader, null, null));
        Assert.Equal(DirectoryAnswer.LastAdmin, await people.Directory.SetAsync(only, null, isEnabled: false, null));
        Assert.Equal(DirectoryAnswer.LastAdmin, await people.Directory.RemoveAsync(only));
        Assert.Equal(DirectoryAnswer.Done, await people.Directory.SetAsync("ann", null, isEnabled: true, null));
        Assert.Equal(DirectoryAnswer.Done, await people.Directory.RemoveAsync(only));
        Assert.Equal(DirectoryAnswer.LastAdmin, await people.Directory.SetAsync("ann", Role.Viewer, null, null));
    }

    [Theory]
    [InlineData("ann", true)]
    [InlineData("a.b-c_d9", true)]
    [InlineData("abcdefghijklmnopqrstuvwx", true)]
    [InlineData("abcdefghijklmnopqrstuvwxy", false)]
    [InlineData("", false)]
    [InlineData("Ann", false)]
    [InlineData("ann:main", false)]
    [InlineData("änn", false)]
    [InlineData("house", false)]
    [InlineData("operator", false)]
    [InlineData("bot-1", false)]
    public void Users_are_called_by_names_that_nobody_else_has(string name, bool isSound) =>
        Assert.Equal(isSound, UserName.IsSound(name));

    [Fact]
    public async Task Who_was_known_stays_known_while_the_database_is_gone()
    {
        await using var people = await KnownPeople.StartAsync();
        var key = await people.AddAsync("ann", Role.Trader);
        await people.Records.AskAsync(async context =>
        {
            await using var command = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions
                .GetDbConnection(context.Database).CreateCommand();
            await command.Connection!.OpenAsync(TestContext.Current.CancellationToken);
            command.CommandText = "ALTER TABLE directory_version RENAME TO gone";
            return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        });
        await Assert.ThrowsAsync<RecordsUnavailableException>(() => people.Directory.AddAsync("bob", Role.Viewer, null));
        await Assert.ThrowsAsync<RecordsUnavailableException>(people.Directory.RefreshAsync);
        Assert.True((await people.AskAsync(key.Text)).IsKnown);

        await using var late = await PeopleDirectory.StartAsync(people.Records, people.Clock, NullLogger.Instance);
        Assert.False(late.IsLoaded);
        Assert.False(late.FirstKey.IsCompleted);
    }
}
