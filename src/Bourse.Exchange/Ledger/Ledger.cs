namespace Bourse.Exchange;

/// <summary>Who has what.</summary>
internal sealed class Ledger
{
    public Ledger()
    {
        Balances = new Balances(Accounts);
        Positions = new Positions(Accounts);
        Assets = new Assets(Balances);
    }

    public Accounts Accounts { get; } = new();

    public Balances Balances { get; }

    public Positions Positions { get; }

    public Assets Assets { get; }

    /// <summary>Tells what the command at hand has changed.</summary>
    public void Tell(BlotterPage page)
    {
        Balances.Tell(page);
        Positions.Tell(page);
    }
}
