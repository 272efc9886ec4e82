namespace Bourse.Commands;

/// <summary>What <c>bourse serve</c> tells the person who started it.</summary>
internal static class ServeBanner
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    public static void Print(Node node, NodeOptions options)
    {
        Console.WriteLine($"Bourse: data in {Path.GetFullPath(options.Data)}, roles {string.Join(", ", options.Roles)}");
        if (node.Recovery is { IsClean: false } recovery)
            Console.WriteLine(
                $"The tape was not closed in order: {recovery.CutBytes} bytes of an unfinished record were cut; "
                + $"the last sequence is {recovery.LastSequence}.");
        if (options.Feeds.Synthetic.IsEnabled && options.Roles.Contains(RoleName.Feeds))
            Console.WriteLine($"A SYNTHETIC market is live (seed {options.Feeds.Synthetic.Seed}): venue SYNTH is made up.");
        if (node.BotsSymbol is { } symbol)
            Console.WriteLine(
                $"BOTS make the market of {symbol} on our own exchange, venue BOURSE (seed {options.Bots.Seed}): "
                + "trade with them.");
        if (node.VenuesFollowed is { Count: > 0 } venues)
            Console.WriteLine($"Following {string.Join(", ", venues)}: 'bourse feeds list' shows how they are.");
        if (node.Address is not { } address)
            return;
        Console.WriteLine($"Serving {address}");
        Console.WriteLine($"  try   curl '{address}api/v1/stocks/BHP/trades?limit=3'");
        Console.WriteLine($"  docs  {address}docs    health  {address}health    metrics  {address}metrics");
    }

    /// <summary>Shows the key of the first user, where one was made: this once, and here only.</summary>
    public static async Task AnnounceKeyAsync(Node node, CancellationToken stopping)
    {
        try
        {
            if (await node.FirstKey.WaitAsync(stopping) is { } key)
                Console.WriteLine(
                    $"First start: user '{Records.PeopleDirectory.FirstUser}' with the key {key}{Environment.NewLine}"
                    + $"  Keep it: it is not shown again. Lost: bourse keys create --user {Records.PeopleDirectory.FirstUser}");
        }
        catch (OperationCanceledException)
        {
            // Stopped before users could be read.
        }
    }

    /// <summary>Says when all that comes to an end has been loaded and is being served, or returns when stopped.</summary>
    public static async Task AnnounceLoadedAsync(Node node, CancellationToken stopping)
    {
        try
        {
            while (!node.IsCaughtUp || !node.IsLoaded)
                await Task.Delay(LookEvery, stopping);
            Console.WriteLine($"Ready: {node.AppliedSequence:N0} events on the tape. Ctrl-C stops.");
        }
        catch (OperationCanceledException)
        {
            // Stopped while loading: the next start goes on where this one was.
        }
    }
}
