using System.Collections.Immutable;

namespace Bourse.Records;

/// <summary>All users and keys, as they were at one version. Never changes.</summary>
public sealed class People
{
    public static readonly People None = new(
        0, ImmutableDictionary.Create<string, Person>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, KnownKey>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, Person> _users;
    private readonly ImmutableDictionary<string, KnownKey> _keys;

    private People(long version, ImmutableDictionary<string, Person> users, ImmutableDictionary<string, KnownKey> keys) =>
        (Version, _users, _keys) = (version, users, keys);

    public long Version { get; }

    /// <summary>In no order.</summary>
    public IEnumerable<Person> Users => _users.Values;

    public int UserCount => _users.Count;

    /// <summary>In no order.</summary>
    public IEnumerable<KnownKey> Keys => _keys.Values;

    public static People Of(long version, IEnumerable<User> users, IEnumerable<ApiKey> keys)
    {
        var known = keys.OrderBy(key => key.Number).Select(KnownKey.Of).ToList();
        var keysOf = known.ToLookup(key => key.User, StringComparer.Ordinal);
        return new People(
            version,
            users.ToImmutableDictionary(
                user => user.Name, user => Person.Of(user, [.. keysOf[user.Name]]), StringComparer.Ordinal),
            known.ToImmutableDictionary(key => key.Id, StringComparer.Ordinal));
    }

    public Person? User(string name) => _users.GetValueOrDefault(name);

    public KnownKey? Key(string id) => _keys.GetValueOrDefault(id);

    public People At(long version) => new(version, _users, _keys);

    /// <summary>The same, but for one user.</summary>
    public People With(User user)
    {
        var keys = _users.TryGetValue(user.Name, out var known) ? known.Keys : [];
        return new People(Version, _users.SetItem(user.Name, Person.Of(user, keys)), _keys);
    }

    /// <summary>The same, but for one key of a user who is there.</summary>
    public People With(ApiKey key)
    {
        var known = KnownKey.Of(key);
        var user = _users[key.User];
        var place = user.Keys.IndexOf(user.Keys.FirstOrDefault(other => other.Id == key.Id)!);
        var keys = place < 0 ? user.Keys.Add(known) : user.Keys.SetItem(place, known);
        return new People(Version, _users.SetItem(key.User, user with { Keys = keys }), _keys.SetItem(key.Id, known));
    }

    /// <summary>The same without a user and the user's keys.</summary>
    public People WithoutUser(string name) => _users.TryGetValue(name, out var user)
        ? new People(Version, _users.Remove(name), _keys.RemoveRange(user.Keys.Select(key => key.Id)))
        : this;

    /// <summary>The same without a key.</summary>
    public People WithoutKey(string id)
    {
        if (!_keys.TryGetValue(id, out var key))
            return this;
        var user = _users[key.User];
        return new People(
            Version, _users.SetItem(key.User, user with { Keys = user.Keys.Remove(key) }), _keys.Remove(id));
    }
}
