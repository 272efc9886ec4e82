using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Bourse.Records.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class KeyRotation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FormerExpires",
                table: "api_keys",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<byte[]>(
                name: "FormerHash",
                table: "api_keys",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "directory_version",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    LastKey = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_version", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "directory_version",
                columns: new[] { "Id", "LastKey", "Number" },
                values: new object[] { 1, 0, 0L });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "directory_version");

            migrationBuilder.DropColumn(
                name: "FormerExpires",
                table: "api_keys");

            migrationBuilder.DropColumn(
                name: "FormerHash",
                table: "api_keys");
        }
    }
}
