using Bourse.Exchange;
using Bourse.Journal;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>
/// Brings the blotter into the tables: accounts, assets, instruments, orders, executions, volumes and balances. It goes on
/// where the database says, and what it needs of the past is there: nothing is kept from batch to batch. One thread.
/// </summary>
internal sealed class BlotterProjection(JournalReader orders, JournalReader blotter, int batchRecords) : IJournalProjection
{
    public const string ReaderName = "blotter";

    // Whose orders the records are of, so that two exchanges are never mixed in one database.
    private const string ExchangeName = "exchange";

    private readonly BlotterBatch _batch = new();
    private JournalCursor? _cursor;

    public string Name => ReaderName;

    /// <summary>The last record to be written; what comes later is left.</summary>
    public long Until { get; init; } = long.MaxValue;

    public JournalReader Journal => blotter;

    /// <summary>In which traces commands were handed in; null where the exchange runs elsewhere.</summary>
    public SequenceTraces? Traces { get; set; }

    public void Begin(RecordsWriter writer, long position)
    {
        if (position > blotter.LastSequence)
            throw new ReaderConflictException(
                $"The records have the blotter up to {position}, and it ends with {blotter.LastSequence}: "
                + "they are of another exchange, or of another course of this one.");
        var known = writer.PositionOf(ExchangeName);
        if (known != 0 && orders.JournalId != 0 && known != orders.JournalId)
            throw new ReaderConflictException(
                $"The records are of another exchange, number {known:x16}; the orders here are number {orders.JournalId:x16}.");
        _cursor?.Dispose();
        _cursor = blotter.OpenCursor(position + 1);
    }

    public bool Wait(TimeSpan timeout, CancellationToken stopping) => _cursor!.Wait(timeout, stopping);

    public long Write(RecordsWriter writer, long position)
    {
        if (!_batch.Read(_cursor!, (int)Math.Min(batchRecords, Until - position)))
            return position;
        var trace = Traces is null ? null : WriteTrace.Begin();
        writer.Write(ReaderName, position, _batch.Last, rows =>
        {
            using var refused = new RefusedOrders(orders);
            var fold = new BlotterFold(_batch, Earlier(writer.Context), refused);
            if (position == 0)
            {
                writer.Name(ExchangeName, orders.JournalId);
                AddFirstAccounts(fold);
            }

            fold.Write(rows);
        });
        trace?.End(Traces!, _batch);
        return _batch.Last;
    }

    public void Dispose() => _cursor?.Dispose();

    private Dictionary<long, OrderRow> Earlier(RecordsContext context)
    {
        if (_batch.EarlierOrders.Count == 0)
            return [];
        // One parameter, however many there are: a statement holds only so many.
        var ids = _batch.EarlierOrders.ToArray();
        return context.Orders.AsNoTracking().Where(row => EF.Parameter(ids).Contains(row.Id))
            .ToDictionary(row => row.Id);
    }

    // Of accounts that every exchange begins with, the house, no event tells.
    private static void AddFirstAccounts(BlotterFold fold)
    {
        var walk = new ExchangeWalk(new ExchangeState());
        for (var account = 1; account <= walk.AccountCount; account++)
            fold.AddAccount(new AccountRow { Number = account, Name = walk.AccountName(account) });
    }
}
