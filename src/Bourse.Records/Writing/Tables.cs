namespace Bourse.Records;

/// <summary>The tables that readers of journals write.</summary>
internal static class Tables
{
    public static Table<AccountRow> Accounts { get; } = Table<AccountRow>.Of(
        "accounts",
        Key<AccountRow>("Number", row => row.Number),
        Text<AccountRow>("Name", row => row.Name),
        Fixed<AccountRow>("Group", row => row.Group),
        Fixed<AccountRow>("Opened", row => row.Opened));

    public static Table<AssetRow> Assets { get; } = Table<AssetRow>.Of(
        "assets", Key<AssetRow>("Number", row => row.Number), Text<AssetRow>("Name", row => row.Name));

    public static Table<InstrumentRow> Instruments { get; } = Table<InstrumentRow>.Of(
        "instruments",
        Key<InstrumentRow>("Number", row => row.Number),
        Text<InstrumentRow>("Symbol", row => row.Symbol),
        Fixed<InstrumentRow>("BaseAsset", row => row.BaseAsset),
        Fixed<InstrumentRow>("QuoteAsset", row => row.QuoteAsset));

    public static Table<OrderRow> Orders { get; } = Table<OrderRow>.Of(
        "orders",
        Key<OrderRow>("Id", row => row.Id),
        Fixed<OrderRow>("Account", row => row.Account),
        Fixed<OrderRow>("Instrument", row => row.Instrument),
        Fixed<OrderRow>("Side", row => (int)row.Side),
        Fixed<OrderRow>("Kind", row => (int)row.Kind),
        Fixed<OrderRow>("Lifetime", row => (int)row.Lifetime),
        Changing<OrderRow>("Status", row => (int)row.Status),
        Changing<OrderRow>("EndReason", row => (int)row.EndReason),
        Fixed<OrderRow>("Refusal", row => (int)row.Refusal),
        Changing<OrderRow>("Price", row => row.Price),
        Changing<OrderRow>("StopPrice", row => row.StopPrice),
        Changing<OrderRow>("Quantity", row => row.Quantity),
        Fixed<OrderRow>("Notional", row => row.Notional),
        Changing<OrderRow>("Filled", row => row.Filled),
        Changing<OrderRow>("Value", row => row.Value),
        Changing<OrderRow>("Fees", row => row.Fees),
        Fixed<OrderRow>("Session", row => row.Session),
        Text<OrderRow>("ClientId", row => row.ClientId),
        Fixed<OrderRow>("Time", row => row.Time),
        Changing<OrderRow>("Updated", row => row.Updated),
        Changing<OrderRow>("BlotterSequence", row => row.BlotterSequence));

    public static Table<ExecutionRow> Executions { get; } = Table<ExecutionRow>.Of(
        "executions",
        Key<ExecutionRow>("BlotterSequence", row => row.BlotterSequence),
        Fixed<ExecutionRow>("OrderId", row => row.OrderId),
        Fixed<ExecutionRow>("Account", row => row.Account),
        Fixed<ExecutionRow>("Instrument", row => row.Instrument),
        Fixed<ExecutionRow>("Side", row => (int)row.Side),
        Fixed<ExecutionRow>("Role", row => (int)row.Role),
        Fixed<ExecutionRow>("Trade", row => row.Trade),
        Fixed<ExecutionRow>("Price", row => row.Price),
        Fixed<ExecutionRow>("Quantity", row => row.Quantity),
        Fixed<ExecutionRow>("Value", row => row.Value),
        Fixed<ExecutionRow>("Fee", row => row.Fee),
        Fixed<ExecutionRow>("Time", row => row.Time));

    public static Table<VolumeRow> Volumes { get; } = Table<VolumeRow>.Of(
        "volumes",
        Key<VolumeRow>("Account", row => row.Account),
        Key<VolumeRow>("Instrument", row => row.Instrument),
        Key<VolumeRow>("Minute", row => row.Minute),
        Adding<VolumeRow>("Trades", row => row.Trades),
        Adding<VolumeRow>("Quantity", row => row.Quantity),
        Adding<VolumeRow>("Value", row => row.Value));

    public static Table<BalanceRow> Balances { get; } = Table<BalanceRow>.Of(
        "balances",
        Key<BalanceRow>("Account", row => row.Account),
        Key<BalanceRow>("Asset", row => row.Asset),
        Changing<BalanceRow>("Total", row => row.Total),
        Changing<BalanceRow>("Held", row => row.Held),
        Changing<BalanceRow>("BlotterSequence", row => row.BlotterSequence));

    public static Table<AuditRow> Audit { get; } = Table<AuditRow>.Of(
        "audit",
        Key<AuditRow>("Sequence", row => row.Sequence),
        Fixed<AuditRow>("Time", row => row.Time),
        Text<AuditRow>("Actor", row => row.Actor),
        Text<AuditRow>("Key", row => row.Key),
        Text<AuditRow>("Address", row => row.Address),
        Text<AuditRow>("CorrelationId", row => row.CorrelationId),
        Text<AuditRow>("Action", row => row.Action),
        Text<AuditRow>("Target", row => row.Target),
        Fixed<AuditRow>("Status", row => row.Status),
        Fixed<AuditRow>("CommandSequence", row => row.CommandSequence),
        Text<AuditRow>("Detail", row => row.Detail),
        new Column<AuditRow, byte[]>("Hash", ColumnUse.Fixed, row => row.Hash));

    private static Column<T, long> Key<T>(string name, Func<T, long> read) => new(name, ColumnUse.Key, read);

    private static Column<T, long> Fixed<T>(string name, Func<T, long> read) => new(name, ColumnUse.Fixed, read);

    private static Column<T, string> Text<T>(string name, Func<T, string> read) => new(name, ColumnUse.Fixed, read);

    private static Column<T, long> Changing<T>(string name, Func<T, long> read) => new(name, ColumnUse.Changing, read);

    private static Column<T, long> Adding<T>(string name, Func<T, long> read) => new(name, ColumnUse.Adding, read);
}
