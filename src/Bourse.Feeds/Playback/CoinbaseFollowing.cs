namespace Bourse.Feeds.Playback;

/// <summary>What a client of Coinbase's follows of one product.</summary>
internal sealed class CoinbaseFollowing
{
    /// <summary>Channels by the names that the client used: level2_batch is level2.</summary>
    public HashSet<string> Channels { get; } = new(StringComparer.Ordinal);

    public bool Book { get; set; }

    public bool Matches { get; set; }

    public bool Ticker { get; set; }

    public bool Heartbeat { get; set; }

    /// <summary>The book was not known when it was asked for: it begins with its first snapshot.</summary>
    public bool AwaitsSnapshot { get; set; }

    public void Set(string channel, bool isOn)
    {
        if (isOn)
            Channels.Add(channel);
        else
            Channels.Remove(channel);
        Book = Channels.Any(name => name.StartsWith("level2", StringComparison.Ordinal));
        Matches = Channels.Contains("matches");
        Ticker = Channels.Contains("ticker");
        Heartbeat = Channels.Contains("heartbeat");
    }
}
