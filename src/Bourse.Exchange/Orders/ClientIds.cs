using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// The client ids that a command may not come with again, by account: those of open orders, and those of what ended
/// within the window, in the order in which it ended.
/// </summary>
internal sealed class ClientIds
{
    /// <summary>Of a client id; the room in a record is larger so that it is a multiple of 8.</summary>
    public const int BytesMax = 36;

    // So that a time that is long in coming does not stop the exchange; the rest goes with the commands that follow.
    private const int ForgottenPerCommandMax = 1024;
    private const long WindowNanosecondsMax = 366 * Timestamp.PerDay;

    private readonly Slab<ClientId> _ids = new();
    private readonly SlotIndex _index = new();
    private int _firstEnded;
    private int _lastEnded;
    private long _countMax;
    private SipHash _hash;

    /// <summary>How long ended ones are remembered.</summary>
    public long WindowNanoseconds { get; private set; } = 48 * Timestamp.PerHour;

    public int Count => _index.Count;

    /// <summary>The one that ended first; 0 when none has.</summary>
    public int FirstEnded => _firstEnded;

    /// <summary>The one that ended last; 0 when none has.</summary>
    public int LastEnded => _lastEnded;

    public ref ClientId this[int place] => ref _ids[place];

    /// <summary>The limit, and the key of the hash, while none is remembered.</summary>
    public void Found(in FoundExchange charter) =>
        (_countMax, _hash) = (charter.ClientIdsMax, new SipHash(charter.HashKeyLow, charter.HashKeyHigh));

    /// <summary>The places of all.</summary>
    public LivePlaces Places() => new(_index.Places(), _ids.Highest);

    /// <summary>What a snapshot has of them together.</summary>
    public void Restore(in VenueRecord venue) => (WindowNanoseconds, _firstEnded, _lastEnded) =
        (venue.ClientIdWindow, venue.FirstEndedClientId, venue.LastEndedClientId);

    /// <summary>Puts one back at the next place.</summary>
    public void Restore(in ClientId id)
    {
        var place = _ids.Take();
        _ids[place] = id;
        _index.Add(Hash(id.Account, id.Text), place);
    }

    public RefusalReason Keep(in KeepClientIds command, BlotterPage page)
    {
        if (command.Nanoseconds is < 0 or > WindowNanosecondsMax)
            return RefusalReason.TermsOutOfRange;
        WindowNanoseconds = command.Nanoseconds;
        page.Add<ClientIdsKept>(EventType.ClientIdsKept, 0).Nanoseconds = command.Nanoseconds;
        return RefusalReason.None;
    }

    /// <summary>The place of an account's client id, 0 when it is not known.</summary>
    public int Find(int account, in Text40 text)
    {
        for (var probe = _index.Probe(Hash(account, text)); _index.TryNext(ref probe, out var place);)
            if (_ids[place].Account == account && PaddedText.AreEqual(_ids[place].Text, text))
                return place;
        return 0;
    }

    public void Prefetch(int place) => _ids.Prefetch(place);

    public void Prefetch(int account, in Text40 text) => _index.Prefetch(Hash(account, text));

    /// <summary>
    /// Remembers the client id of a command that comes for the first time; <paramref name="place"/> is 0 when it has
    /// none. Otherwise false, and <paramref name="reason"/> is none when it is a repetition, which is then answered.
    /// </summary>
    public bool TryAdd(
        int account, in Text40 text, CommandType command, ReadOnlySpan<byte> payload, BlotterPage page,
        out int place, out RefusalReason reason)
    {
        (place, reason) = (0, RefusalReason.None);
        if (PaddedText.IsEmpty(text))
            return true;
        reason = Judge(account, text, command, payload, out var known);
        if (reason == RefusalReason.None && known == 0)
        {
            place = Add(account, text, command, page.Sequence, BodyHash(command, payload));
            return true;
        }

        if (reason == RefusalReason.None)
            TellRepeated(_ids[known], page);
        return false;
    }

    /// <summary>
    /// What <see cref="TryAdd"/> would say, adding nothing: <paramref name="known"/> is the place of the command that this
    /// one repeats, else 0.
    /// </summary>
    public RefusalReason Judge(
        int account, in Text40 text, CommandType command, ReadOnlySpan<byte> payload, out int known)
    {
        known = PaddedText.IsEmpty(text) ? 0 : Find(account, text);
        if (known != 0)
            return IsSame(_ids[known], command, payload) ? RefusalReason.None : RefusalReason.ClientIdTaken;
        return PaddedText.IsEmpty(text) || Count < _countMax ? RefusalReason.None : RefusalReason.ClientIdsFull;
    }

    /// <summary>From now on the id is only remembered.</summary>
    public void End(int place, RefusalReason reason, Timestamp now)
    {
        ref var id = ref _ids[place];
        id.Reason = reason;
        id.EndedAt = now.Nanoseconds;
        (_lastEnded == 0 ? ref _firstEnded : ref _ids[_lastEnded].Next) = place;
        _lastEnded = place;
    }

    /// <summary>Forgets those that ended a window ago.</summary>
    public void Forget(Timestamp now, BlotterPage page)
    {
        var count = 0;
        for (; _firstEnded != 0 && count < ForgottenPerCommandMax; count++)
        {
            ref var id = ref _ids[_firstEnded];
            if (now.Nanoseconds - id.EndedAt < WindowNanoseconds)
                break;
            var place = _firstEnded;
            _firstEnded = id.Next;
            _index.Remove(Hash(id.Account, id.Text), place);
            _ids.Give(place);
        }

        if (_firstEnded == 0)
            _lastEnded = 0;
        if (count > 0)
            page.Add<ClientIdsForgotten>(EventType.ClientIdsForgotten, 0).Count = count;
    }

    private static ulong BodyHash(CommandType command, ReadOnlySpan<byte> payload) =>
        PaddedText.Hash((ulong)command, payload);

    private static bool IsSame(in ClientId id, CommandType command, ReadOnlySpan<byte> payload) =>
        id.Command == command && id.BodyHash == BodyHash(command, payload);

    private static void TellRepeated(in ClientId id, BlotterPage page)
    {
        ref var told = ref page.Add<Repeated>(EventType.Repeated, id.Account);
        told.First = id.Sequence;
        told.Reason = id.Reason;
        told.Command = id.Command;
        told.ClientId = id.Text;
    }

    private int Add(int account, in Text40 text, CommandType command, long sequence, ulong bodyHash)
    {
        var place = _ids.Take();
        ref var id = ref _ids[place];
        id.Text = text;
        id.Account = account;
        id.BodyHash = bodyHash;
        id.Sequence = sequence;
        id.Command = command;
        id.EndedAt = ClientId.Open;
        _index.Add(Hash(account, text), place);
        return place;
    }

    private ulong Hash(int account, in Text40 text) => _hash.Of((ulong)account, text);
}
