//! An application that brings its database up to date when it starts, in as many replicas as there
//! are: `DATABASE_URL=sqlite://shop.sqlite?mode=rwc cargo run --example axum`.
//!
//! The revisions are those of this repository, embedded in the binary.

use std::error::Error;

use autogen::Migrator;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use sea_orm::{Database, DatabaseConnection, EntityTrait, PaginatorTrait};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let url = std::env::var("DATABASE_URL")?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    println!("http://{}/shops", listener.local_addr()?);
    axum::serve(listener, app(&url).await?).await?;
    Ok(())
}

/// The application, once its database is what it was written for.
pub async fn app(url: &str) -> Result<Router, Box<dyn Error>> {
    let database = Database::connect(url).await?;
    let report = Migrator::embedded(autogen::embed!("migrations"))?.up(&database).await?;
    for done in &report.done {
        println!("{} took {:?}", done.revision, done.elapsed);
    }
    Ok(Router::new().route("/shops", get(shops)).with_state(database))
}

/// How many shops there are.
async fn shops(State(database): State<DatabaseConnection>) -> Result<Json<u64>, StatusCode> {
    let count = models::shops::Entity::find().count(&database).await;
    count.map(Json).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}
