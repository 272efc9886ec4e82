using System.Collections.Concurrent;
using System.Net;
using Bourse.Gateway.Limits;

namespace Bourse.Gateway.Auth;

/// <summary>
/// Counts wrong secrets, for each key or user from one address, and for each address: after some, who goes on is locked
/// out for a time that doubles. Whoever has the right secret elsewhere is not. Bounded; any thread.
/// </summary>
internal sealed class AttemptGuard(AuthOptions options, TimeProvider clock)
{
    public const int EntriesMax = 65_536;

    private const long ForgetMillis = 15 * 60 * 1000;

    private readonly ConcurrentDictionary<(string Name, UInt128 Address), Attempts> _attempts = new();
    private int _count;

    /// <summary>Keys, users and addresses that are kept in mind.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Nobody has failed for a while: there is nothing to be looked up.</summary>
    public bool IsQuiet => Volatile.Read(ref _count) == 0;

    /// <summary>For how many seconds yet this key or user is locked out at that address; 0 not.</summary>
    public int LockedSeconds(string name, IPAddress address)
    {
        if (IsQuiet)
            return 0;
        return SecondsUntil(LockedUntil(name, Subscriber.Of(address)));
    }

    /// <summary>For how many seconds yet the address itself is locked out; 0 not.</summary>
    public int LockedSeconds(IPAddress address) => LockedSeconds("", address);

    /// <summary>Counts a wrong secret; returns for how many seconds it had been locked out already, 0 not.</summary>
    /// <param name="name">The key's id or the user's name, whether there is one or not; empty where none was given.</param>
    public int Fail(string name, IPAddress address)
    {
        var subscriber = Subscriber.Of(address);
        var locked = SecondsUntil(Math.Max(LockedUntil(name, subscriber), LockedUntil("", subscriber)));
        if (locked > 0)
            return locked;
        var now = Now;
        Of("", subscriber).Add(now, options.AddressFailuresMax, options.LockSecondsMax);
        if (name.Length > 0)
            Of(name, subscriber).Add(now, options.FailuresMax, options.LockSecondsMax);
        return 0;
    }

    /// <summary>The right secret has come: what was wrong before it is forgotten, but not of the address.</summary>
    public void Succeed(string name, IPAddress address)
    {
        if (!IsQuiet && _attempts.TryRemove((name, Subscriber.Of(address)), out _))
            Interlocked.Decrement(ref _count);
    }

    private long Now => clock.GetTimestamp() / (clock.TimestampFrequency / 1000);

    private int SecondsUntil(long time) => (int)Math.Max(0, (time - Now + 999) / 1000);

    private long LockedUntil(string name, UInt128 subscriber) =>
        _attempts.TryGetValue((name, subscriber), out var attempts) ? attempts.LockedUntil : long.MinValue / 2;

    private Attempts Of(string name, UInt128 subscriber)
    {
        if (_attempts.TryGetValue((name, subscriber), out var known))
            return known;
        if (Volatile.Read(ref _count) >= EntriesMax)
            MakeRoom();
        var added = new Attempts();
        known = _attempts.GetOrAdd((name, subscriber), added);
        if (known == added)
            Interlocked.Increment(ref _count);
        return known;
    }

    // What is old goes first; an attacker who fills the table with new names loses the locks of names nobody asks for,
    // and stays locked out by address, since those are kept.
    private void MakeRoom()
    {
        var now = Now;
        Drop(attempts => now - attempts.Value.Last > ForgetMillis);
        if (Volatile.Read(ref _count) >= EntriesMax)
            Drop(attempts => attempts.Key.Name.Length > 0);
        if (Volatile.Read(ref _count) >= EntriesMax)
            Drop(attempts => attempts.Value.LockedUntil < now);
        if (Volatile.Read(ref _count) >= EntriesMax)
            Drop(_ => true);
    }

    private void Drop(Func<KeyValuePair<(string Name, UInt128 Address), Attempts>, bool> isOver)
    {
        foreach (var attempts in _attempts)
            if (isOver(attempts) && _attempts.TryRemove(attempts))
                Interlocked.Decrement(ref _count);
    }
}
