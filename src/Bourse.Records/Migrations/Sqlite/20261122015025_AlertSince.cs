using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Bourse.Records.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AlertSince : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Since",
                table: "alerts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "alerts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Since",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "alerts");
        }
    }
}
