namespace Bourse.Exchange;

/// <summary>Opens accounts, takes deposits and withdrawals, sets limits.</summary>
internal sealed class AccountDesk(Ledger ledger, Listings listings, ClientIds clientIds)
{
    public RefusalReason Open(in OpenAccount command, BlotterPage page)
    {
        if (command.Zero != 0 || PaddedText.IsEmpty(command.Name) || !PaddedText.IsText(command.Name, Text40.Bytes))
            return RefusalReason.Malformed;
        if (command.Group is < 0 or > Accounts.GroupMax)
            return RefusalReason.TermsOutOfRange;
        if (ledger.Accounts.Find(command.Name) != 0)
            return RefusalReason.NameTaken;
        if (ledger.Accounts.Count == Accounts.CountMax)
            return RefusalReason.Full;
        var number = ledger.Accounts.Open(command.Name, command.Group);
        ref var told = ref page.Add<AccountOpened>(EventType.AccountOpened, number);
        told.Group = command.Group;
        told.Name = command.Name;
        return RefusalReason.None;
    }

    public RefusalReason Transfer(
        CommandType direction, in Transfer command, ReadOnlySpan<byte> payload, BlotterPage page)
    {
        if (!PaddedText.IsText(command.ClientId, ClientIds.BytesMax))
            return RefusalReason.Malformed;
        if (!ledger.Accounts.IsKnown(command.Account))
            return RefusalReason.AccountUnknown;
        if (!clientIds.TryAdd(
                command.Account, command.ClientId, direction, payload, page, out var clientId, out var reason))
            return reason;
        reason = Move(direction, command, page);
        if (clientId != 0)
            clientIds.End(clientId, reason, page.Time);
        return reason;
    }

    public RefusalReason Limit(in LimitAccount command, BlotterPage page)
    {
        if (!ledger.Accounts.IsKnown(command.Account))
            return RefusalReason.AccountUnknown;
        if (command.OpenOrdersMax < 0 || command.OrderValueMax < 0)
            return RefusalReason.TermsOutOfRange;
        ref var account = ref ledger.Accounts[command.Account];
        (account.OpenOrdersMax, account.OrderValueMax) = (command.OpenOrdersMax, command.OrderValueMax);
        ref var told = ref page.Add<AccountLimited>(EventType.AccountLimited, command.Account);
        told.OpenOrdersMax = command.OpenOrdersMax;
        told.OrderValueMax = command.OrderValueMax;
        return RefusalReason.None;
    }

    public RefusalReason Limit(in LimitPosition command, BlotterPage page)
    {
        if (!ledger.Accounts.IsKnown(command.Account))
            return RefusalReason.AccountUnknown;
        if (!listings.IsKnown(command.Instrument))
            return RefusalReason.InstrumentUnknown;
        if (command.QuantityMax is < 0 or > Position.QuantityMax)
            return RefusalReason.TermsOutOfRange;
        ledger.Positions[ledger.Positions.FindOrAdd(command.Account, command.Instrument)].Limit = command.QuantityMax;
        ref var told = ref page.Add<PositionLimited>(EventType.PositionLimited, command.Account);
        told.Instrument = command.Instrument;
        told.QuantityMax = command.QuantityMax;
        return RefusalReason.None;
    }

    private RefusalReason Move(CommandType direction, in Transfer command, BlotterPage page)
    {
        if (!ledger.Assets.IsKnown(command.Asset))
            return RefusalReason.AssetUnknown;
        var asset = ledger.Assets[command.Asset];
        var isDeposit = direction == CommandType.Deposit;
        if (command.Amount <= 0 || (isDeposit && command.Amount > Asset.SupplyMax - asset.Supply))
            return RefusalReason.AmountOutOfRange;
        var place = ledger.Balances.FindOrAdd(command.Account, command.Asset);
        if (!isDeposit && command.Amount > ledger.Balances[place].Available)
            return RefusalReason.InsufficientFunds;
        var amount = isDeposit ? command.Amount : -command.Amount;
        ledger.Balances.Touch(place).Total += amount;
        asset.Supply += amount;
        asset.Deposited += amount;
        ref var told = ref page.Add<Transferred>(EventType.Transferred, command.Account);
        told.Asset = command.Asset;
        told.Amount = amount;
        told.ClientId = command.ClientId;
        return RefusalReason.None;
    }
}
