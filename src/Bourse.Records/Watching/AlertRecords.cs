using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Bourse.Records;

/// <summary>
/// What becomes of alerts, in the records: a firing, its alert's state and how far the tape was read are one transaction, so
/// that after whatever kill each firing is there once and reading goes on behind it. One thread.
/// </summary>
public sealed class AlertRecords(RecordsDatabase database) : IDisposable
{
    private const string Position = "alerts";
    private const string TapeId = "alerts:tape";

    // The same on both databases.
    private const string Mark =
        """UPDATE alerts SET "HasFired" = @fired WHERE "Id" = @id AND "Version" = @version AND "IsEnabled" """;

    private const string Insert =
        """
        INSERT INTO alert_firings ("AlertId", "User", "Symbol", "Kind", "Threshold", "Value", "TapeSequence", "Time",
            "Webhook", "WebhookState", "Attempts", "NextAttempt")
        VALUES (@id, @user, @symbol, @kind, @threshold, @value, @sequence, @time, @webhook, @state, 0, 0)
        ON CONFLICT ("AlertId", "TapeSequence") DO NOTHING RETURNING "Id"
        """;

    private const string Stand =
        """
        INSERT INTO readers ("Name", "Sequence") VALUES (@name, @sequence)
        ON CONFLICT ("Name") DO UPDATE SET "Sequence" = excluded."Sequence"
        """;

    private RecordsContext? _context;

    /// <summary>How far the tape with that id was read; null when it was not, or another tape was.</summary>
    public long? ReadPosition(long tapeId) => Ask(context =>
    {
        var rows = context.Readers.AsNoTracking().Where(row => row.Name == Position || row.Name == TapeId).ToList();
        var isOfTape = rows.Exists(row => row.Name == TapeId && row.Sequence == tapeId);
        return isOfTape ? rows.Find(row => row.Name == Position)?.Sequence : null;
    });

    /// <summary>
    /// Takes another tape than before, of which nothing is known but where its end is: alerts look at what comes from now on,
    /// and the sequences of former firings stand in the way of none.
    /// </summary>
    public void BeginTape(long tapeId, long sequence) => Ask(context =>
    {
        using var transaction = context.Database.BeginTransaction();
        context.Firings.Where(row => row.TapeSequence > 0)
            .ExecuteUpdate(set => set.SetProperty(row => row.TapeSequence, row => -row.Id));
        context.Alerts.Where(row => row.Since > sequence)
            .ExecuteUpdate(set => set.SetProperty(row => row.Since, sequence));
        Run(context, transaction, Stand, ("name", TapeId), ("sequence", tapeId));
        Run(context, transaction, Stand, ("name", Position), ("sequence", sequence));
        transaction.Commit();
        return true;
    });

    /// <summary>Every alert that can still fire.</summary>
    public IReadOnlyList<Alert> ReadAlerts() => Ask(context => context.Alerts.AsNoTracking()
        .Where(alert => alert.IsEnabled && (alert.IsRepeating || !alert.HasFired)).ToList());

    /// <summary>
    /// Records changes in their order, and that the tape was read to a position. Returns what has fired and was not recorded
    /// before. An alert that was changed or deleted in the meantime has not fired.
    /// </summary>
    /// <exception cref="RecordsUnavailableException">Nothing was recorded; it can be asked again.</exception>
    public IReadOnlyList<AlertFiring> Save(IReadOnlyList<AlertChange> changes, long position) => Ask(context =>
    {
        using var transaction = context.Database.BeginTransaction();
        var fired = new List<AlertFiring>();
        foreach (var change in changes)
            if (Save(context, transaction, change) is { } firing)
                fired.Add(firing);
        Run(context, transaction, Stand, ("name", Position), ("sequence", position));
        transaction.Commit();
        return fired;
    });

    public void Dispose() => _context?.Dispose();

    private static AlertFiring? Save(RecordsContext context, IDbContextTransaction transaction, in AlertChange change)
    {
        var alert = change.Alert;
        var marked = Run(
            context, transaction, Mark, ("fired", change.HasFired), ("id", alert.Id), ("version", alert.Version));
        if (marked == 0 || !change.HasFired)
            return null;
        var state = alert.Webhook is null ? WebhookState.None : WebhookState.Waiting;
        using var insert = Command(
            context, transaction, Insert, ("id", alert.Id), ("user", alert.User), ("symbol", alert.Symbol),
            ("kind", (int)alert.Kind), ("threshold", alert.Threshold), ("value", change.Value),
            ("sequence", change.TapeSequence), ("time", change.Time), ("webhook", alert.Webhook), ("state", (int)state));
        return insert.ExecuteScalar() is long id
            ? new AlertFiring
            {
                Id = id, AlertId = alert.Id, User = alert.User, Symbol = alert.Symbol, Kind = alert.Kind,
                Threshold = alert.Threshold, Value = change.Value, TapeSequence = change.TapeSequence, Time = change.Time,
                Webhook = alert.Webhook, WebhookState = state,
            }
            : null;
    }

    private static int Run(
        RecordsContext context, IDbContextTransaction transaction, string sql, params ReadOnlySpan<(string, object?)> values)
    {
        using var command = Command(context, transaction, sql, values);
        return command.ExecuteNonQuery();
    }

    private static DbCommand Command(
        RecordsContext context, IDbContextTransaction transaction, string sql, params ReadOnlySpan<(string, object?)> values)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    // The connection is kept, so that a firing does not wait for one; a broken one is made anew.
    private T Ask<T>(Func<RecordsContext, T> ask)
    {
        try
        {
            if (_context is null)
            {
                _context = database.Open();
                _context.Database.OpenConnection();
            }

            return ask(_context);
        }
        catch (Exception fault) when (RecordsDatabase.IsFailure(fault))
        {
            _context?.Dispose();
            _context = null;
            throw new RecordsUnavailableException($"The records do not answer: {fault.GetBaseException().Message}", fault);
        }
    }
}
