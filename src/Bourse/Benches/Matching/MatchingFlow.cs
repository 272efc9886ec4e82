namespace Bourse.Benches;

/// <summary>
/// Commands as a market sends them, made beforehand so that making them is not measured: the same seed makes the same
/// flow. Every command finds its order, since the flow is made against books of its own.
/// </summary>
/// <param name="Opening">New orders that fill empty books.</param>
/// <param name="Commands">What is measured.</param>
/// <param name="Closing">Cancels of everything that rests afterwards: the books are empty again.</param>
internal sealed record MatchingFlow(
    int Books, FlowCommand[] Opening, FlowCommand[] Commands, FlowCommand[] Closing)
{
    public static MatchingFlow Make(FlowOptions options)
    {
        var random = new Random(options.Seed);
        var books = new FlowBook[options.Books];
        for (var i = 0; i < books.Length; i++)
            books[i] = new FlowBook(i, options.LiveOrders, random);
        var opening = new FlowCommand[options.Books * options.LiveOrders];
        ulong id = 0;
        for (var i = 0; i < opening.Length; i++)
            opening[i] = books[i % books.Length].Open(++id);

        var commands = new FlowCommand[options.Commands];
        var turn = 0;
        for (var i = 0; i < commands.Length; i++)
        {
            commands[i] = books[turn].Next(++id);
            if (random.NextDouble() * options.BurstMean < 1)
                turn = (turn + 1) % books.Length;
        }

        return new MatchingFlow(options.Books, opening, commands, [.. books.SelectMany(book => book.Close())]);
    }
}
