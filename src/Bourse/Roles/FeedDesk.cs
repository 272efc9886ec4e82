using Bourse.Feeds;
using Bourse.Feeds.Registry;
using Bourse.Feeds.Venues;
using Bourse.Gateway.Feeds;
using Microsoft.Extensions.Logging;

namespace Bourse.Roles;

/// <summary>
/// Follows the venues of a registry, each by as many connections as its instruments need, and goes over to another registry
/// with the least disturbance: what is the same in both is not touched. Any thread.
/// </summary>
/// <param name="open">Makes a feed of a name, a venue and the instruments that it begins with.</param>
internal sealed class FeedDesk(
    Tape.Tape tape, Func<string, VenueOptions, IReadOnlyList<VenueSymbol>, VenueFeed> open, ILogger log)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FollowedVenue> _venues = new(StringComparer.Ordinal);
    private readonly List<FeedRole> _ended = [];
    private bool _isClosed;

    public IEnumerable<FeedRole> All
    {
        get
        {
            lock (_lock)
                return [.. _venues.Values.SelectMany(venue => venue.Links).Select(link => link.Role)];
        }
    }

    /// <summary>Follows what the registry has, and nothing else.</summary>
    public void Apply(VenueRegistry registry)
    {
        lock (_lock)
        {
            if (_isClosed)
                return;
            ForgetEnded();
            var wanted = registry.Venues.Where(venue => venue.IsEnabled).ToDictionary(venue => venue.Code);
            foreach (var followed in _venues.Values.Where(venue => !IsSame(venue, wanted)).ToList())
                Leave(followed);
            foreach (var venue in wanted.Values)
                Follow(venue);
        }
    }

    /// <summary>Asks a venue for a book anew, or for all of its books; false where it is not followed.</summary>
    public bool Resync(string code, string? symbol)
    {
        lock (_lock)
        {
            var isFollowed = false;
            foreach (var link in _venues.GetValueOrDefault(code)?.Links ?? [])
                isFollowed |= link.Feed.Resync(symbol);
            return isFollowed;
        }
    }

    /// <summary>How a venue is that the registry has.</summary>
    public VenueLine Report(VenueOptions venue)
    {
        lock (_lock)
            return _venues.TryGetValue(venue.Code, out var followed)
                ? new VenueLine(venue, followed.Fault, [.. followed.Links.Select(link => link.Report())])
                : new VenueLine(venue, null, []);
    }

    /// <summary>Follows nothing more, and asks what runs to stop.</summary>
    public void Cancel()
    {
        lock (_lock)
            _isClosed = true;
        foreach (var role in All)
            role.Cancel();
    }

    public void Join()
    {
        foreach (var role in All)
            role.Join();
    }

    private static bool IsSame(FollowedVenue followed, Dictionary<string, VenueOptions> wanted) =>
        wanted.TryGetValue(followed.Venue.Code, out var venue) && followed.IsReachedLike(venue);

    private void Follow(VenueOptions venue)
    {
        if (!_venues.TryGetValue(venue.Code, out var followed))
            _venues[venue.Code] = followed = new FollowedVenue(venue);
        followed.Venue = venue;
        followed.Fault = null;
        foreach (var link in followed.Links.ToList())
            Thin(followed, link, venue.Symbols);
        var carried = followed.Links.SelectMany(link => link.Symbols).ToHashSet();
        var added = new Queue<VenueSymbol>(venue.Symbols.Where(symbol => !carried.Contains(symbol)));
        foreach (var link in followed.Links)
            while (link.HasRoom && added.TryDequeue(out var symbol))
            {
                link.Feed.Add(symbol);
                link.Symbols.Add(symbol);
            }

        while (added.Count > 0 && followed.Fault is null)
            Begin(followed, added);
    }

    // A connection that carries nothing any more is closed.
    private void Thin(FollowedVenue followed, VenueLink link, IReadOnlyList<VenueSymbol> wanted)
    {
        foreach (var symbol in link.Symbols.Except(wanted).ToList())
        {
            link.Symbols.Remove(symbol);
            if (link.Symbols.Count > 0)
                link.Feed.Remove(symbol.Symbol);
        }

        if (link.Symbols.Count == 0)
            End(followed, link);
    }

    private void Begin(FollowedVenue followed, Queue<VenueSymbol> added)
    {
        var number = followed.FreeNumber();
        var name = number == 1 ? followed.Venue.Code : $"{followed.Venue.Code}-{number}";
        try
        {
            var symbolsMax = open(name, followed.Venue, []).SymbolsMax;
            List<VenueSymbol> symbols = [.. added.Take(symbolsMax)];
            var feed = open(name, followed.Venue, symbols);
            var role = new FeedRole(feed, tape, log);
            followed.Links.Add(new VenueLink(number, feed, role, symbols));
            symbols.ForEach(_ => added.Dequeue());
            role.Start();
        }
        catch (Exception fault) when (fault is FeedException or InvalidOperationException)
        {
            followed.Fault = fault.Message;
            log.LogError("Feed {Feed} could not be begun: {Reason}", name, fault.Message);
        }
    }

    private void Leave(FollowedVenue followed)
    {
        foreach (var link in followed.Links.ToList())
            End(followed, link);
        _venues.Remove(followed.Venue.Code);
    }

    // It has ended before another begins in its place: some venues take only one connection of us.
    private void End(FollowedVenue followed, VenueLink link)
    {
        followed.Links.Remove(link);
        link.Role.Cancel();
        link.Role.Join();
        _ended.Add(link.Role);
        ForgetEnded();
    }

    // What a feed handed over is still on its way to the tape for a moment.
    private void ForgetEnded()
    {
        foreach (var role in _ended.Where(role => role.Inlet.IsDrained).ToList())
        {
            _ended.Remove(role);
            tape.RemoveFeed(role.Inlet);
            role.Dispose();
        }
    }
}
