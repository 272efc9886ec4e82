using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>The tables of the books and records, the same on both databases. One context a piece of work, one thread.</summary>
public abstract class RecordsContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();

    public DbSet<ApiKey> Keys => Set<ApiKey>();

    public DbSet<DirectoryVersion> DirectoryVersions => Set<DirectoryVersion>();

    public DbSet<Watchlist> Watchlists => Set<Watchlist>();

    public DbSet<Alert> Alerts => Set<Alert>();

    public DbSet<AlertFiring> Firings => Set<AlertFiring>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();

    public DbSet<AssetRow> Assets => Set<AssetRow>();

    public DbSet<InstrumentRow> Instruments => Set<InstrumentRow>();

    public DbSet<OrderRow> Orders => Set<OrderRow>();

    public DbSet<ExecutionRow> Executions => Set<ExecutionRow>();

    public DbSet<VolumeRow> Volumes => Set<VolumeRow>();

    public DbSet<BalanceRow> Balances => Set<BalanceRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<ReaderRow> Readers => Set<ReaderRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ConfigurePeople(modelBuilder);
        ConfigureBlotter(modelBuilder);
        modelBuilder.Entity<AuditRow>(audit =>
        {
            audit.ToTable("audit").HasKey(row => row.Sequence);
            audit.Property(row => row.Sequence).ValueGeneratedNever();
            audit.HasIndex(row => new { row.Actor, row.Sequence });
            audit.HasIndex(row => row.CommandSequence);
        });
        modelBuilder.Entity<ReaderRow>().ToTable("readers").HasKey(row => row.Name);
    }

    private static void ConfigurePeople(ModelBuilder model)
    {
        model.Entity<User>().ToTable("users").HasKey(user => user.Name);
        model.Entity<ApiKey>(key =>
        {
            key.ToTable("api_keys").HasKey(row => row.Id);
            key.HasIndex(row => row.Number).IsUnique();
            key.HasIndex(row => row.User);
            key.HasOne<User>().WithMany().HasForeignKey(row => row.User).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<DirectoryVersion>(version =>
        {
            version.ToTable("directory_version").HasKey(row => row.Id);
            version.HasData(new DirectoryVersion { Id = DirectoryVersion.OnlyId });
        });
        model.Entity<Watchlist>(list =>
        {
            list.ToTable("watchlists").HasKey(row => row.Id);
            list.HasIndex(row => new { row.User, row.Name }).IsUnique();
            list.HasOne<User>().WithMany().HasForeignKey(row => row.User).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Alert>(alert =>
        {
            alert.ToTable("alerts").HasKey(row => row.Id);
            alert.HasIndex(row => new { row.User, row.Id });
            alert.HasOne<User>().WithMany().HasForeignKey(row => row.User).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<AlertFiring>(firing =>
        {
            firing.ToTable("alert_firings").HasKey(row => row.Id);
            firing.HasIndex(row => new { row.AlertId, row.TapeSequence }).IsUnique();
            firing.HasIndex(row => new { row.User, row.Id });
            firing.HasIndex(row => new { row.WebhookState, row.NextAttempt });
        });
    }

    // An index costs as much as a table. By account, all rows or those of one instrument are walked in the index alone.
    private static void ConfigureBlotter(ModelBuilder model)
    {
        model.Entity<AccountRow>(account =>
        {
            account.ToTable("accounts").HasKey(row => row.Number);
            account.Property(row => row.Number).ValueGeneratedNever();
            account.HasIndex(row => row.Name).IsUnique();
        });
        model.Entity<AssetRow>().ToTable("assets").HasKey(row => row.Number);
        model.Entity<AssetRow>().Property(row => row.Number).ValueGeneratedNever();
        model.Entity<InstrumentRow>(instrument =>
        {
            instrument.ToTable("instruments").HasKey(row => row.Number);
            instrument.Property(row => row.Number).ValueGeneratedNever();
            instrument.HasIndex(row => row.Symbol).IsUnique();
        });
        model.Entity<OrderRow>(order =>
        {
            order.ToTable("orders").HasKey(row => row.Id);
            order.Property(row => row.Id).ValueGeneratedNever();
            order.HasIndex(row => new { row.Account, row.Id, row.Instrument });
            order.HasIndex(row => new { row.Instrument, row.Id });
            order.HasIndex(row => new { row.Account, row.ClientId });
        });
        model.Entity<ExecutionRow>(execution =>
        {
            execution.ToTable("executions").HasKey(row => row.BlotterSequence);
            execution.Property(row => row.BlotterSequence).ValueGeneratedNever();
            execution.HasIndex(row => new { row.Account, row.BlotterSequence, row.Instrument });
            execution.HasIndex(row => new { row.Instrument, row.BlotterSequence });
        });
        model.Entity<VolumeRow>().ToTable("volumes").HasKey(row => new { row.Account, row.Instrument, row.Minute });
        model.Entity<BalanceRow>().ToTable("balances").HasKey(row => new { row.Account, row.Asset });
    }
}
